import type { Scope } from "@/db/client";
import { lockCall, updateCall } from "@/db/queries/calls";
import { findLastTransfer, type TransferWithAttempts } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { AppError } from "@/lib/errors";
import { hangUp, playBefore, type Twiml } from "@/lib/providers/twilio/twiml";
import { noticeAddress } from "@/lib/recordings/open-recording";
import { defaultWords } from "@/lib/transfers/default-words";
import { type Placed, waitInRoom } from "@/lib/transfers/place-caller";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { askForMessage } from "@/lib/voicemail/ask-for-message";

/**
 * The last rung (DESIGN §5): a caller who was asked for a message has pressed the key for a person. They wait in the conference while an
 * advisor is rung; where nobody takes the call they come back to the tone. Inside the webhook's transaction; `orders` are carried out after it.
 */
export async function bringPerson(inner: Scope, callId: string): Promise<Placed> {
  const call = await lockCall(inner, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  if (call.endedAt !== null || call.hangUpRequestedAt !== null) return { answer: hangUp(), orders: [] };
  const last = await findLastTransfer(inner, callId);
  if (last?.endedAt === null) return { answer: await enterRoom(inner, call, last), orders: [] };
  if (last) return { answer: await askForMessage(inner, call), orders: [] };
  // A stream that broke off without a word would count as the place where they wait.
  if (call.streamSid !== null) await updateCall(inner, callId, { streamSid: null });
  const { reason, brief } = await defaultWords(inner, callId);
  const asked = await requestTransfer(inner, callId, { by: "caller", reason, brief });
  const transfer = asked.transfer && (await findLastTransfer(inner, callId));
  if (!transfer) return { answer: await askForMessage(inner, call), orders: [] };
  return {
    answer: await enterRoom(inner, { ...call, streamSid: null }, transfer),
    // The caller is here already: nobody need be sent for them.
    orders: asked.transfer ? asked.orders.filter(({ type }) => type !== "send_caller") : [],
    ids: { callId, transferId: transfer.id },
  };
}

/** Whoever had no agent before has not been told that they are recorded. */
async function enterRoom(inner: Scope, call: Call, transfer: TransferWithAttempts): Promise<Twiml> {
  const noticeUrl = await noticeAddress(inner, call);
  const room = await waitInRoom(inner, call, transfer);
  return noticeUrl === null ? room : playBefore(noticeUrl, room);
}
