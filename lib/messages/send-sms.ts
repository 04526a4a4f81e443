import type { Scope } from "@/db/client";
import { listOwnedNumbers, type NoticeToSend } from "@/db/queries/notices";
import { env } from "@/env";
import { AppError, ProviderError } from "@/lib/errors";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import {
  listTwilioMessages,
  type MessageOrder,
  sendTwilioMessage,
  UNUSABLE_SENDER,
} from "@/lib/providers/twilio/messages";
import { smsText } from "./notice-sms";
import type { NoticeFacts } from "./notice-words";

/** A business's numbers are tried one after the other; more refusals than these would keep others waiting. */
const MOST_SENDERS = 5;

/**
 * Sends a notice with Twilio and answers Twilio's SID of it. `isRepeated`: an earlier attempt may have been obeyed although no answer came, so
 * Twilio is asked first. Throws `conflict` without an account or number, `ProviderError` when Twilio refuses or cannot be asked.
 */
export async function sendSms(
  scope: Scope,
  { notice, calledNumber }: NoticeToSend,
  { facts, isRepeated }: { facts: NoticeFacts; isRepeated: boolean },
): Promise<string> {
  const credentials = await getTwilioCredentials(scope);
  const senders = await sendersOf(scope, calledNumber);
  const order = {
    to: notice.address,
    body: smsText(facts),
    statusCallback: `${env.PUBLIC_URL}/webhooks/twilio/message-status?tenant=${scope.tenantId}&notice=${notice.id}`,
  };
  let refusal: unknown = new AppError("conflict", "no_number");
  for (const from of senders) {
    try {
      const sent = isRepeated ? await findSent(credentials, { ...order, from }, notice.createdAt) : undefined;
      return sent ?? (await sendTwilioMessage(credentials, { ...order, from }));
    } catch (error) {
      if (!(error instanceof ProviderError && UNUSABLE_SENDER.has(error.vendorCode ?? ""))) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** The number that the caller dialled first: the advisor knows it. Many that take calls cannot send SMS. */
async function sendersOf(scope: Scope, calledNumber: string | null): Promise<string[]> {
  const owned = await listOwnedNumbers(scope);
  const called = owned.filter((number) => number === calledNumber);
  return [...called, ...owned.filter((number) => number !== calledNumber)].slice(0, MOST_SENDERS);
}

async function findSent(
  credentials: TwilioCredentials,
  { to, from, body }: MessageOrder,
  since: Date,
): Promise<string | undefined> {
  const messages = await listTwilioMessages(credentials, { to, from });
  // Twilio's clock writes seconds.
  const earliestMs = Math.floor(since.getTime() / 1000) * 1000;
  return messages.find(
    (message) => message.body === body && (message.createdAt?.getTime() ?? 0) >= earliestMs,
  )?.sid;
}
