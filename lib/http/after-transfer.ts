import "server-only";
import { after } from "next/server";
import type { Scope } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Transfer } from "@/db/schema/transfers";
import { log } from "@/lib/log";
import { keepHungUpOnHold } from "@/lib/messages/missed-calls";
import type { Answer } from "@/lib/modes/mode";
import type { Twiml } from "@/lib/providers/twilio/twiml";
import type { Order } from "@/lib/transfers/carry-out";
import { carryOutOrders, moveTransfer, type TransferIds } from "@/lib/transfers/move-transfer";

/**
 * Answers Twilio at once; what follows from the webhook is done at the vendors when its transaction is over and the answer is on its way.
 * What a dying process leaves undone the sweep does.
 */
export function afterwards(
  scope: Scope,
  ids: TransferIds | undefined,
  orders: Order[],
  said: Answer | null,
): () => Promise<Twiml | null> {
  return () => {
    if (ids && orders.length > 0) {
      const outer: Scope = { tenantId: scope.tenantId, actor: scope.actor };
      after(() =>
        carryOutOrders(outer, ids, orders).catch((error: unknown) =>
          log.error({ err: error, ...ids }, "transfer not moved on"),
        ),
      );
    }
    return typeof said === "function" ? said() : Promise.resolve(said);
  };
}

/** The caller is gone: nobody is left ringing for them. Null where there was no transfer. */
export async function leaveTransfer(
  scope: Scope,
  callId: string,
): Promise<(() => Promise<Twiml | null>) | null> {
  const last = await findLastTransfer(scope, callId);
  if (!last) return null;
  if (last.endedAt !== null) {
    await leaveWithoutWord(scope, callId, last);
    return null;
  }
  const ids = { callId, transferId: last.id };
  const moved = await moveTransfer(scope, ids, []);
  return afterwards(scope, ids, moved?.orders ?? [], null);
}

/** Nobody could be reached, and the caller hung up without leaving a message: somebody should call them. */
async function leaveWithoutWord(
  scope: Scope,
  callId: string,
  last: Pick<Transfer, "status" | "failure" | "reason">,
): Promise<void> {
  const isUnanswered = last.failure !== null && last.failure !== "taken_back";
  if (last.status !== "returned_to_agent" || !isUnanswered) return;
  const call = await lockCall(scope, callId);
  if (call) await keepHungUpOnHold(scope, call, last);
}
