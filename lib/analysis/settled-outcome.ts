import type { CallEvent } from "@/db/schema/calls";
import { CALL_OUTCOMES, type CallOutcome } from "@/lib/vocabulary";

/** What was done in a call, in whichever order it is told: tools, transfers and messages, not what anybody thinks of it. */
export function settledOutcome(
  events: readonly Pick<CallEvent, "type" | "occurredAt" | "payload">[],
): CallOutcome | null {
  let settled: CallOutcome | null = null;
  for (const { type, payload } of events.toSorted((a, b) => +a.occurredAt - +b.occurredAt)) {
    // The caller may change their mind: what was settled last counts.
    if (type === "result_reported") settled = readOutcome(payload["outcome"]) ?? settled;
    // Whoever also leaves word after a booking has booked.
    else if (type === "message_left" && !isSettled(settled)) settled = "message_taken";
  }
  return settled;
}

/** Whether something came of the call. */
export const isSettled = (outcome: CallOutcome | null): outcome is CallOutcome =>
  outcome !== null && outcome !== "no_outcome";

/** Undefined for what is no outcome. */
export const readOutcome = (said: unknown): CallOutcome | undefined =>
  CALL_OUTCOMES.find((outcome) => outcome === said);
