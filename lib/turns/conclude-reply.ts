import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "@/db/client";
import { findCall } from "@/db/queries/calls";
import { findLastReply, findReply, listReplySentences } from "@/db/queries/replies";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import type { Reply } from "@/db/schema/replies";
import { env } from "@/env";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { endTwilioCall, redirectTwilioCall } from "@/lib/providers/twilio/calls";
import { soundEndsAt } from "./heard-up-to";
import { isCurrent } from "./is-current";

/** Between two sounds, and until the last one has left Twilio. */
const SLACK_MS = 1000;
const POLL_MS = 250;
/** Twilio has not come for the sound at all. */
const MOST_WAITED_MS = 20_000;

/**
 * Does what follows a reply that is not answered: the end once it has been heard, the message at once. Should this process die meanwhile,
 * Twilio asks after the silence that follows, and gets the same answer (take-response.ts).
 */
export async function concludeReply(
  scope: Scope,
  call: Pick<Call, "id" | "twilioCallSid">,
  reply: Pick<Reply, "position" | "next">,
): Promise<void> {
  const { twilioCallSid } = call;
  if (reply.next === "listen" || reply.next === "wait" || twilioCallSid === null) return;
  try {
    if (reply.next === "hang_up" && !(await wasHeard(scope, call.id, reply.position))) return;
    if (!(await isToBeConcluded(scope, call.id, reply.position))) return;
    const credentials = await getTwilioCredentials(scope);
    if (reply.next === "hang_up") await endTwilioCall(credentials, twilioCallSid);
    else await redirectTwilioCall(credentials, twilioCallSid, `${env.PUBLIC_URL}/voice/voicemail?failed=1`);
  } catch (error) {
    log.warn({ err: error, callId: call.id, next: reply.next }, "what follows a reply is left to Twilio");
  }
}

/** A mailbox that is being told something, or a person on the way, is not hung up on. */
async function isToBeConcluded(scope: Scope, callId: string, position: number): Promise<boolean> {
  const [call, transfer] = await Promise.all([findCall(scope, callId), findLastTransfer(scope, callId)]);
  const isMachine = call?.answeredBy === "machine" || call?.answeredBy === "fax";
  if (isMachine || transfer?.endedAt === null) return false;
  return isCurrent(scope, { callId, position });
}

/** False when the caller said something meanwhile: the conversation goes on. */
async function wasHeard(scope: Scope, callId: string, position: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < MOST_WAITED_MS; waitedMs += POLL_MS) {
    const reply = await findReply(scope, { callId, position });
    if (reply?.fetchedAt) {
      const sentences = await listReplySentences(scope, { callId, position });
      const leftMs = soundEndsAt(sentences, reply.fetchedAt) + SLACK_MS - Date.now();
      await wait(Math.max(0, leftMs), undefined, { ref: false });
      return (await findLastReply(scope, callId))?.position === position;
    }
    await wait(POLL_MS, undefined, { ref: false });
  }
  return false;
}
