import type { Scope } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { findLastTransfer, updateTransfer } from "@/db/queries/transfers";
import { recordCallEvents } from "@/lib/calls/record-event";

/** A caller who could not reach anybody has left a message: that is how their transfer ended. Inside the transaction of the message. */
export async function markMessageTaken(inner: Scope, callId: string): Promise<void> {
  const last = await findLastTransfer(inner, callId);
  if (last?.status !== "returned_to_agent") return;
  await updateTransfer(inner, last.id, { status: "message_taken" });
  const payload = { transferId: last.id, status: "message_taken", failure: last.failure };
  await recordCallEvents(inner, callId, [
    {
      source: "system",
      externalKey: `transfer:${last.id}:message_taken`,
      type: "message_left",
      occurredAt: new Date(),
      payload,
    },
  ]);
  await notifyTenant(inner, {
    type: "transfer",
    callId,
    transferId: last.id,
    status: "message_taken",
    memberId: null,
  });
}
