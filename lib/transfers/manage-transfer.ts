import { type Scope, withTransaction } from "@/db/client";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import {
  findTransfer,
  listTransfers as listRows,
  lockTransfer,
  type TransferWithAttempts,
  updateTransfer,
} from "@/db/queries/transfers";
import { getCall } from "@/lib/calls/get-call";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import { carryOutOrders, moveTransfer } from "./move-transfer";
import type { TransferWish } from "./schema";
import { viewOf } from "./view";

/** Throws `not_found` for a transfer of another tenant. */
export async function getTransfer(scope: Scope, transferId: string): Promise<Record<string, unknown>> {
  const transfer = await findTransfer(scope, transferId);
  if (!transfer) throw new AppError("not_found", `transfer ${transferId}`);
  return viewOf(transfer, await readActorNames(scope));
}

/** `userId`: in which a telephone of that member rings or is spoken on. */
export async function listTransfers(
  scope: Scope,
  filters: { callId?: string | undefined; isOpen?: boolean; userId?: string | undefined },
): Promise<Record<string, unknown>[]> {
  const [rows, nameOf] = await Promise.all([listRows(scope, filters), readActorNames(scope)]);
  return rows.map((row) => viewOf(row, nameOf));
}

/** Those of one call, oldest first. Throws `not_found` for a call of another tenant. */
export async function listTransfersOfCall(scope: Scope, callId: string): Promise<Record<string, unknown>[]> {
  await getCall(scope, callId);
  return listTransfers(scope, { callId });
}

/**
 * A member wants the caller back with the agent, another advisor, or the end. Throws `not_found`, and `conflict` for a transfer that is
 * over.
 */
export async function wishTransfer(
  scope: Scope,
  transferId: string,
  wish: TransferWish,
): Promise<Record<string, unknown>> {
  const known = await findTransfer(scope, transferId);
  if (!known) throw new AppError("not_found", `transfer ${transferId}`);
  const ids = { callId: known.callId, transferId };
  const moved = await withTransaction(scope, async (inner) => {
    const before = await locked(inner, ids.callId, transferId);
    if (before.endedAt !== null) throw new AppError("conflict", "transfer_is_over");
    await writeAudit(inner, { action: `transfer.${wish}`, subject: transferId });
    return moveTransfer(inner, ids, [{ type: "wish", wish }]);
  });
  if (moved) await carryOutOrders(scope, ids, moved.orders);
  return getTransfer(scope, transferId);
}

/** What the advisor wants to remember of it; null takes it away. */
export async function noteTransfer(
  scope: Scope,
  transferId: string,
  note: string | null,
): Promise<Record<string, unknown>> {
  await withTransaction(scope, async (inner) => {
    const transfer = await lockTransfer(inner, transferId);
    if (!transfer) throw new AppError("not_found", `transfer ${transferId}`);
    const { callId, status } = transfer;
    await updateTransfer(inner, transferId, { note: note?.trim() === "" ? null : note });
    await notifyTenant(inner, { type: "transfer", callId, transferId, status, memberId: null });
  });
  return getTransfer(scope, transferId);
}

/** Call before transfer, as everywhere. */
async function locked(inner: Scope, callId: string, transferId: string): Promise<TransferWithAttempts> {
  await lockCall(inner, callId);
  const transfer = await lockTransfer(inner, transferId);
  if (!transfer) throw new AppError("not_found", `transfer ${transferId}`);
  return transfer;
}
