import { describe, expect, it } from "vitest";
import { closingEvent } from "./sweep-calls";

const now = new Date("2026-11-20T10:00:00Z");
const startedAt = new Date("2026-11-20T09:50:00Z");
const longAgo = new Date("2026-11-20T05:59:59Z");

describe("what the sweep concludes about a quiet call", () => {
  it.each([
    ["completed", "completed"],
    ["busy", "busy"],
    ["no-answer", "no_answer"],
    ["failed", "failed"],
    ["canceled", "canceled"],
  ])("when Twilio says %s: just that, at the instant Twilio names", (status, end) => {
    const endedAt = new Date("2026-11-20T09:51:00Z");
    const event = closingEvent({ startedAt }, { status, durationSeconds: 60, endedAt }, now);
    expect(event).toMatchObject({
      source: "twilio",
      externalKey: "fetched",
      occurredAt: endedAt,
      fact: { type: "ended", status: end, at: endedAt, durationSeconds: 60 },
    });
  });

  it("when Twilio names no instant: now", () => {
    const event = closingEvent(
      { startedAt },
      { status: "completed", durationSeconds: null, endedAt: null },
      now,
    );
    expect(event?.fact).toMatchObject({ at: now });
  });

  it("when it goes on: nothing", () => {
    for (const status of ["queued", "ringing", "in-progress", "unheard-of"]) {
      expect(
        closingEvent({ startedAt }, { status, durationSeconds: null, endedAt: null }, now),
      ).toBeUndefined();
    }
  });

  it("when Twilio cannot be asked: nothing, until no call can be that old", () => {
    expect(closingEvent({ startedAt }, undefined, now)).toBeUndefined();
    expect(closingEvent({ startedAt: longAgo }, undefined, now)).toMatchObject({
      type: "call_lost",
      payload: { known: true },
      fact: { type: "ended", status: "failed" },
    });
  });

  it("when Twilio knows no such call: it is lost", () => {
    expect(closingEvent({ startedAt }, null, now)).toMatchObject({
      source: "system",
      type: "call_lost",
      payload: { known: false },
      fact: { type: "ended", status: "failed", at: now, durationSeconds: null },
    });
  });
});
