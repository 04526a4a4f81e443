import { type Scope, withTransaction } from "@/db/client";
import { findAttention, setAttentionDone } from "@/db/queries/attention";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import type { AttentionView } from "./schema";

/** Throws `not_found` for a call of another tenant, and for one that needs nobody. */
export async function getAttention(scope: Scope, callId: string): Promise<AttentionView> {
  const attention = await findAttention(scope, callId);
  if (!attention) throw new AppError("not_found", `call ${callId} needs nobody`);
  const nameOf = await readActorNames(scope);
  const { attentionDoneBy } = attention;
  return { ...attention, attentionDoneBy: attentionDoneBy && nameOf(attentionDoneBy) };
}

/**
 * Says that somebody has seen to a call, or takes that back. Saying so twice changes neither who did it nor when. Throws `not_found` as
 * `getAttention` does.
 */
export async function finishAttention(scope: Scope, callId: string, done: boolean): Promise<AttentionView> {
  return withTransaction(scope, async (inner) => {
    const call = await setAttentionDone(inner, callId, done ? inner.actor : null);
    if (call) {
      await writeAudit(inner, { action: done ? "attention.done" : "attention.reopen", subject: callId });
      await notifyTenant(inner, { type: "messages" });
      await notifyTenant(inner, {
        type: "call",
        callId,
        status: call.status,
        ended: call.endedAt !== null,
      });
    }
    return getAttention(inner, callId);
  });
}
