import type { Scope } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { lockTransfer } from "@/db/queries/transfers";
import { env } from "@/env";
import { askForKey, hangUp, joinRoom, playAndHangUp, type Twiml } from "@/lib/providers/twilio/twiml";
import { sentenceAddress } from "@/lib/sentences/sentence-address";
import type { SentenceKey } from "@/lib/vocabulary";
import { sentenceOfCall } from "./brief";
import type { Order } from "./carry-out";
import { type Moved, moveTransfer, type TransferNews } from "./move-transfer";
import { roomOf } from "./place-caller";

/** After the brief was heard twice. */
const KEY_WAIT_SECONDS = 6;

/** Where an advisor's leg stands: `answered`, after the key, or after the conference. */
export const ADVISOR_STEPS = ["answered", "key", "after"] as const;
export type AdvisorStep = (typeof ADVISOR_STEPS)[number];

export interface AdvisorLeg {
  callId: string;
  transferId: string;
  attemptId: string;
}

/**
 * What an advisor's telephone is told. Pressing 1 is taken once, and only while the caller still waits for this very telephone: a mailbox
 * cannot press it, and who comes too late is told so. Inside the webhook's transaction.
 */
export async function answerAdvisor(
  inner: Scope,
  leg: AdvisorLeg,
  asked: { step: AdvisorStep; callSid: string; digits: string | undefined },
): Promise<{ twiml: Twiml; orders: Order[] }> {
  await lockCall(inner, leg.callId);
  const before = await lockTransfer(inner, leg.transferId);
  const known = before?.attempts.find(({ id }) => id === leg.attemptId)?.twilioCallSid ?? asked.callSid;
  // A leg is one call of Twilio's: another one that knows the address is nobody's telephone.
  if (!before || known !== asked.callSid || asked.step === "after") return { twiml: hangUp(), orders: [] };
  const waits = before.endedAt === null;
  const moved = await moveTransfer(inner, leg, newsOf(leg, asked, waits));
  if (!moved) return { twiml: hangUp(), orders: [] };
  return { twiml: await twimlFor(inner, leg, moved, waits), orders: moved.orders };
}

function newsOf(
  { attemptId }: AdvisorLeg,
  { step, callSid, digits }: { step: AdvisorStep; callSid: string; digits: string | undefined },
  waits: boolean,
): TransferNews[] {
  const at = new Date();
  const answered: TransferNews = {
    type: "attempt",
    attemptId,
    fact: { type: "answered", at, twilioCallSid: callSid },
  };
  if (step !== "key" || !waits) return [answered];
  const decided = digits === "1" ? "accepted" : "declined";
  return [answered, { type: "attempt", attemptId, fact: { type: decided, at } }];
}

async function twimlFor(
  inner: Scope,
  { attemptId }: AdvisorLeg,
  { call, transfer }: Moved,
  waits: boolean,
): Promise<Twiml> {
  const say = async (key: SentenceKey) => sentenceAddress(await sentenceOfCall(inner, call, key, transfer));
  const attempt = transfer.attempts.find(({ id }) => id === attemptId);
  if (!waits || !attempt || attempt.droppedAt !== null) return playAndHangUp(await say("advisor_too_late"));
  if (attempt.declinedAt !== null) return hangUp();
  if (attempt.acceptedAt === null)
    return askForKey({
      audioUrl: await say("advisor_brief"),
      action: addressOf(attemptId, "key"),
      waitSeconds: KEY_WAIT_SECONDS,
    });
  return joinRoom({
    ...(await roomOf(inner, call)),
    label: `advisor-${attemptId}`,
    action: addressOf(attemptId, "after"),
    greetingUrl: await say("advisor_connected"),
  });
}

function addressOf(attemptId: string, step: AdvisorStep): string {
  return `${env.PUBLIC_URL}/voice/transfer/connect?attempt=${attemptId}&step=${step}`;
}
