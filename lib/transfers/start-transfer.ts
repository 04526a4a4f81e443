import type { Scope } from "@/db/client";
import { findCallByCallSid } from "@/db/queries/calls";
import { findTransfer } from "@/db/queries/transfers";
import { AppError, ProviderError } from "@/lib/errors";
import type { TransferRequester } from "@/lib/vocabulary";
import { defaultWords } from "./default-words";
import { getTransfer } from "./manage-transfer";
import { carryOutOrders } from "./move-transfer";
import { requestTransfer } from "./request-transfer";
import type { TransferInit, TransferOrder } from "./schema";
import { conferenceOf } from "./place-caller";

/**
 * A member or a program wants a person in the call; the first telephone has been asked for when this returns. Throws as `requestTransfer`
 * does, and `conflict` when nobody is on duty.
 */
export async function startTransfer(
  scope: Scope,
  callId: string,
  order: TransferOrder & { number?: string | undefined },
  by: TransferRequester,
): Promise<string> {
  const words = await defaultWords(scope, callId);
  const asked = await requestTransfer(scope, callId, {
    ...order,
    by,
    reason: order.reason ?? words.reason,
    brief: order.brief ?? words.brief,
  });
  if (asked.transfer === null) throw new AppError("conflict", NOBODY[asked.why]);
  if (!asked.isNew) throw new AppError("conflict", "transfer_open");
  await carryOutOrders(scope, { callId, transferId: asked.transfer.id }, asked.orders);
  return asked.transfer.id;
}

const NOBODY = {
  none_entered: "no_advisors",
  none_on_duty: "no_advisor_on_duty",
  all_busy: "advisors_busy",
  all_tried: "no_advisor_on_duty",
} as const;

/**
 * As the earlier system's clients ask: a call by Twilio's id, and the telephone to ring. Answers the advisor's leg. Throws as
 * `startTransfer` does, and ProviderError when Twilio refused that leg.
 */
export async function initTransfer(
  scope: Scope,
  { CallSid, To, ConferenceName }: TransferInit,
): Promise<{ data: Record<string, unknown>; message: string; callSid: string | null }> {
  const call = await findCallByCallSid(scope, CallSid);
  if (!call) throw new AppError("not_found", `call ${CallSid}`);
  if (ConferenceName !== undefined && ConferenceName !== conferenceOf(call))
    throw new AppError("invalid", "another conference", { ConferenceName: "wrong_conference" });
  const transferId = await startTransfer(scope, call.id, { number: To }, "api");
  const [attempt] = (await findTransfer(scope, transferId))?.attempts ?? [];
  if (attempt?.dialState === "refused")
    throw new ProviderError("twilio", attempt.errorMessage ?? "refused", {
      permanent: true,
      vendorCode: attempt.errorCode ?? undefined,
    });
  return {
    data: await getTransfer(scope, transferId),
    message: `Ringing ${attempt?.advisor?.name ?? attempt?.number ?? To}`,
    callSid: attempt?.twilioCallSid ?? null,
  };
}
