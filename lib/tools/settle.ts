import { updateCall } from "@/db/queries/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import type { CallOutcome } from "@/lib/vocabulary";
import { answer, type ToolAnswer } from "./answer";
import type { Desk } from "./desk";
import type { ToolResult, ToolUse } from "./tool";

/** The outcome of a call follows from what was done in it, in the transaction of the deed. */
export async function settle(
  desk: Desk,
  use: ToolUse,
  done: Omit<ToolAnswer, "status"> & { outcome: CallOutcome },
): Promise<ToolResult> {
  const { outcome } = done;
  const at = new Date();
  await recordCallEvents(desk.scope, use.callId, [
    {
      source: use.source,
      externalKey: `tool:${use.toolCallId}:result`,
      type: "result_reported",
      occurredAt: at,
      payload: { outcome, byTool: true },
      fact: { type: "result_reported", at, outcome, notes: desk.call.notes },
    },
  ]);
  return answer({ status: "done", ...done });
}

/** Who it is that speaks, once they have shown it. */
export async function linkContact({ scope, call }: Desk, contactId: string): Promise<void> {
  if (call.contactId !== contactId) await updateCall(scope, call.id, { contactId });
}

/** What the tools of a call have settled so far; what is only said does not outweigh it. */
export function settledOutcome({ earlier }: Pick<Desk, "earlier">): CallOutcome | undefined {
  return earlier.findLast(({ answer: given }) => given.outcome !== undefined)?.answer.outcome;
}

/** A large family; whoever wants more wants to fill the agenda or the list of messages. */
const MOST_PER_CALL = 6;

/** Whether this tool has done in this call as much as one caller may have it do. */
export function hasDoneEnough({ earlier }: Pick<Desk, "earlier">, tool: string): boolean {
  const done = earlier.filter(({ name, answer: given }) => name === tool && given.status === "done");
  return done.length >= MOST_PER_CALL;
}
