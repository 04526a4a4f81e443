import { type Scope, withTransaction } from "@/db/client";
import { hasCallEvent } from "@/db/queries/call-events";
import { lockCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Answer } from "@/lib/modes/mode";
import { hangUp, playThenAsk, type Twiml } from "@/lib/providers/twilio/twiml";
import { waitInRoom } from "@/lib/transfers/place-caller";
import { machineMessageOf, speakMachineMessage } from "./message";
import { machineMessageAddress } from "./message-address";
import { mailboxReached } from "./take-verdict";

/** Where Twilio is sent once a mailbox listens. */
export function machineAddress(callId: string, isHeard = false): string {
  return `${env.PUBLIC_URL}/voice-calls/webhook/machine/${callId}${isHeard ? "?heard=1" : ""}`;
}

/**
 * Twilio asks what the mailbox is to hear, and comes back (`isHeard`) once it has heard all of it. A question that comes again gets the
 * same answer; after the message there is only the end.
 */
export async function answerMachine(scope: Scope, callId: string, isHeard: boolean): Promise<Answer> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    if (call.endedAt !== null || call.hangUpRequestedAt !== null) return hangUp();
    const voicemail = mailboxReached(new Date());
    if (isHeard) {
      await recordCallEvents(inner, callId, [voicemail]);
      return hangUp();
    }
    if (await hasCallEvent(inner, callId, voicemail)) return hangUp();
    // Put through to a person between the verdict and this question: they are not left alone.
    const transfer = await findLastTransfer(inner, callId);
    if (transfer?.endedAt === null) return waitInRoom(inner, call, transfer);
    const outer: Scope = { tenantId: scope.tenantId, actor: scope.actor };
    return () => playMessage(outer, call);
  });
}

/** The sound is there before Twilio is told to play it: a message that cannot be fetched would count as left. */
async function playMessage(scope: Scope, call: Call): Promise<Twiml> {
  const at = new Date();
  try {
    const message = await machineMessageOf(scope, call);
    if (!message) return hangUp();
    await speakMachineMessage(scope, message);
    await note(scope, call, at, { reason: "machine_message", text: message.text });
    return playThenAsk(machineMessageAddress(scope.tenantId, call.id), machineAddress(call.id, true));
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id }, "no message left: no voice");
    await note(scope, call, at, { reason: "machine_message_failed", message: error.message });
    return hangUp();
  }
}

async function note(scope: Scope, call: Call, at: Date, payload: Record<string, unknown>): Promise<void> {
  await recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: `answer:${String(payload["reason"])}`,
      type: "answer_given",
      occurredAt: at,
      payload,
    },
  ]);
}
