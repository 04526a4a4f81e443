import { describe, expect, it } from "vitest";
import { CALL_STATUSES } from "@/lib/vocabulary";
import { type DialEvent, type DialState, isOver, progressOf, step } from "./dial-steps";

const writing: DialState = { phase: "writing", key: "one" };
const placing: DialState = { phase: "placing", key: "one" };
const following: DialState = { phase: "following", callId: "c1", hangUpAsked: false };
const hangingUp: DialState = { phase: "following", callId: "c1", hangUpAsked: true };

const EVENTS: Record<DialEvent["type"], DialEvent> = {
  submitted: { type: "submitted" },
  placed: { type: "placed", callId: "c1" },
  refused: { type: "refused", newKey: "two" },
  unanswered: { type: "unanswered" },
  hang_up_asked: { type: "hang_up_asked" },
  hang_up_failed: { type: "hang_up_failed" },
  again: { type: "again", newKey: "two" },
  edit: { type: "edit", newKey: "two" },
};

// What is not in the table changes nothing.
const TABLE: [DialState, Partial<Record<DialEvent["type"], DialState>>][] = [
  [writing, { submitted: placing }],
  [placing, { placed: following, refused: { phase: "writing", key: "two" }, unanswered: writing }],
  [
    following,
    {
      hang_up_asked: hangingUp,
      hang_up_failed: following,
      again: { phase: "placing", key: "two" },
      edit: { phase: "writing", key: "two" },
    },
  ],
  [
    hangingUp,
    {
      hang_up_asked: hangingUp,
      hang_up_failed: following,
      again: { phase: "placing", key: "two" },
      edit: { phase: "writing", key: "two" },
    },
  ],
];

describe("the steps of a call from the screen", () => {
  for (const [state, row] of TABLE) {
    for (const event of Object.values(EVENTS)) {
      const next = row[event.type];
      it(`${JSON.stringify(state)} ${next ? "moves on" : "stays"} when ${event.type}`, () => {
        expect(step(state, event)).toEqual(next ?? state);
      });
    }
  }

  it("a second press while the order is on its way is the same order", () => {
    expect(step(step(writing, EVENTS.submitted), EVENTS.submitted)).toEqual(placing);
  });

  it("an order that got no answer keeps its key, one that was refused gets another", () => {
    expect(step(placing, EVENTS.unanswered)).toMatchObject({ key: "one" });
    expect(step(placing, EVENTS.refused)).toMatchObject({ key: "two" });
  });
});

describe("how far a call is", () => {
  const call = { dialState: "accepted", outcome: null } as const;
  it.each([
    ["queued", "dialling"],
    ["initiated", "dialling"],
    ["ringing", "ringing"],
    ["in_progress", "talking"],
    ["completed", "completed"],
    ["no_answer", "no_answer"],
    ["busy", "busy"],
    ["canceled", "canceled"],
    ["failed", "failed"],
    ["ended_manually", "ended_manually"],
  ] as const)("%s reads as %s", (status, progress) => {
    expect(progressOf({ ...call, status }, false)).toBe(progress);
  });

  it("says that it is being hung up until it is over", () => {
    for (const status of CALL_STATUSES) {
      const progress = progressOf({ ...call, status }, true);
      expect(progress === "hanging_up" || isOver(progress), status).toBe(true);
    }
  });

  it("does not pretend to know whether an order without an answer was obeyed", () => {
    expect(progressOf({ ...call, status: "queued", dialState: "unknown" }, false)).toBe("unsure");
    expect(progressOf({ ...call, status: "ringing", dialState: "unknown" }, false)).toBe("ringing");
  });

  it("tells a mailbox from a person", () => {
    expect(progressOf({ ...call, status: "completed", outcome: "voicemail" }, false)).toBe("voicemail");
  });
});
