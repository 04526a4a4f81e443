import { expect, it } from "vitest";
import type { CallEventType } from "@/lib/vocabulary";
import { settledOutcome } from "./settled-outcome";

const event = (second: number, type: CallEventType, outcome?: unknown) => ({
  type,
  occurredAt: new Date(1_790_000_000_000 + second * 1000),
  payload: outcome === undefined ? {} : { outcome },
});

it("what was settled last counts, in whichever order it is told", () => {
  const events = [event(2, "result_reported", "cancelled"), event(1, "result_reported", "booked")];
  expect(settledOutcome(events)).toBe("cancelled");
  expect(settledOutcome(events.toReversed())).toBe("cancelled");
});

it("a message settles what nothing else has settled", () => {
  expect(settledOutcome([event(1, "message_left")])).toBe("message_taken");
  expect(settledOutcome([event(1, "result_reported", "booked"), event(2, "message_left")])).toBe("booked");
  expect(settledOutcome([event(1, "message_left"), event(2, "result_reported", "no_outcome")])).toBe(
    "no_outcome",
  );
});

it("nothing is settled by other events, nor by words that are no outcome", () => {
  expect(settledOutcome([])).toBeNull();
  expect(
    settledOutcome([event(1, "tool_used", "booked"), event(2, "result_reported", "abducted")]),
  ).toBeNull();
});
