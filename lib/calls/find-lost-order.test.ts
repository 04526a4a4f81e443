import { describe, expect, it } from "vitest";
import type { TwilioCall } from "@/lib/providers/twilio/calls";
import { pickLostOrder } from "./find-lost-order";

const startedAt = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
const twilioCall = (sid: string, createdAt: Date | null): TwilioCall => ({
  sid,
  status: "completed",
  durationSeconds: 1,
  createdAt,
  answeredAt: null,
  endedAt: null,
  priceUsd: null,
  answeredBy: null,
});

describe("an order whose answer was lost", () => {
  it("is the first call between the two numbers since it was given", () => {
    const listed = [
      twilioCall("CA3", after(90)),
      twilioCall("CA2", after(1)),
      twilioCall("CA1", after(-3600)),
      twilioCall("CA0", null),
    ];
    expect(pickLostOrder({ startedAt }, listed, after(100))?.sid).toBe("CA2");
  });

  it("may have been recorded a little earlier by Twilio's clock", () => {
    expect(pickLostOrder({ startedAt }, [twilioCall("CA1", after(-20))], after(5))?.sid).toBe("CA1");
  });

  it("is not given up too early, and not waited for for ever", () => {
    const old = [twilioCall("CA1", after(-3600))];
    expect(pickLostOrder({ startedAt }, old, after(60))).toBeUndefined();
    expect(pickLostOrder({ startedAt }, old, after(121))).toBeNull();
  });
});
