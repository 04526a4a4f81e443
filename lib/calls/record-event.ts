import { type Scope, withTransaction } from "@/db/client";
import { insertCallEvent, lockCall, notifyTenant, updateCall } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { AppError } from "@/lib/errors";
import { followCall } from "@/lib/analysis/follow-call";
import { keepMissedCall } from "@/lib/messages/missed-calls";
import type { CallEventSource, CallEventType } from "@/lib/vocabulary";
import { storable } from "@/lib/storable";
import { addFact, type CallFact } from "./facts";

export interface NewCallEvent {
  source: CallEventSource;
  /** The same fact told twice has the same key. */
  externalKey: string;
  type: CallEventType;
  occurredAt: Date;
  payload: Record<string, unknown>;
  /** What it means for the call; absent for what is only worth knowing. */
  fact?: CallFact | undefined;
}

/**
 * Keeps the events, moves the call by those that are new, tells the listeners: one transaction. A duplicate moves nothing.
 * Throws `not_found` for a call of another tenant.
 */
export async function recordCallEvents(scope: Scope, callId: string, events: NewCallEvent[]): Promise<Call> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    let next = call;
    let news = false;
    for (const { fact: said, ...event } of events) {
      const fact = storable(said);
      const isNew = await insertCallEvent(inner, { ...event, payload: storable(event.payload), callId });
      news ||= isNew;
      if (isNew && fact) next = { ...next, ...addFact(next, fact) };
    }
    // Sent together: neither needs the other's answer.
    await Promise.all([
      updateCall(inner, callId, changes(call, next)),
      news &&
        notifyTenant(inner, { type: "call", callId, status: next.status, ended: next.endedAt !== null }),
    ]);
    // Whoever was not attended to is a task for a person; looked at again when more becomes known of a call that is over.
    if (!news || next.endedAt === null) return next;
    await keepMissedCall(inner, next);
    return followCall(inner, next, events);
  });
}

function changes(before: Call, after: Call): Partial<Call> {
  const names = Object.keys(after) as (keyof Call)[];
  return Object.fromEntries(
    names.filter((name) => after[name] !== before[name]).map((name) => [name, after[name]]),
  );
}
