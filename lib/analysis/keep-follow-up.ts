import { addDays } from "date-fns";
import type { Scope } from "@/db/client";
import { hasMessageOfCall } from "@/db/queries/messages";
import type { AnalysisFindings } from "@/db/schema/analyses";
import type { Call } from "@/db/schema/calls";
import { dueFor, keepMessage } from "@/lib/messages/keep-message";

/**
 * A task for a person who is to do what was promised, once per call; in the transaction that holds the call. None where the call has left
 * a message or a task: that is the promise.
 */
export async function keepFollowUp(
  inner: Scope,
  call: Call,
  { text, dueInDays }: NonNullable<AnalysisFindings["followUp"]>,
): Promise<void> {
  if (await hasMessageOfCall(inner, call.id)) return;
  const takenAt = call.endedAt ?? new Date();
  await keepMessage(inner, call, {
    kind: "follow_up",
    text,
    takenAt,
    dueAt: await dueFor(inner, { takenAt: addDays(takenAt, dueInDays ?? 0), isUrgent: false }),
  });
}
