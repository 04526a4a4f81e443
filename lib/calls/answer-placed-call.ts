import { type Scope, withTransaction } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { AppError } from "@/lib/errors";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { hangUp } from "@/lib/providers/twilio/twiml";
import type { VoiceRequest } from "./interpret-twilio";
import { type NewCallEvent, recordCallEvents } from "./record-event";

/** The person we called has answered. The same question asked twice gets the same kind of answer. */
export async function answerPlacedCall(scope: Scope, callId: string, request: VoiceRequest): Promise<Answer> {
  return withTransaction(scope, async (inner) => {
    await lockCall(inner, callId);
    const at = new Date();
    const call = await recordCallEvents(inner, callId, [
      accepted(request, at),
      {
        source: "twilio",
        externalKey: "answered",
        type: "status_reported",
        occurredAt: at,
        payload: { status: "in-progress", asked: false },
        fact: { type: "progressed", status: "in_progress", at },
      },
    ]);
    if (call.twilioCallSid !== request.CallSid) throw new AppError("not_found", `call ${callId}`);
    if (call.endedAt !== null || call.hangUpRequestedAt !== null) return hangUp();
    return modeOf(call).answer(inner, call);
  });
}

/** Whatever Twilio reports of a call that we placed, it has accepted the order: also when its own answer was lost. */
export async function reportPlacedCall(scope: Scope, callId: string, request: VoiceRequest): Promise<void> {
  await recordCallEvents(scope, callId, [accepted(request, new Date())]);
}

function accepted({ CallSid }: VoiceRequest, at: Date): NewCallEvent {
  return {
    source: "twilio",
    externalKey: "accepted",
    type: "dial_accepted",
    occurredAt: at,
    payload: { callSid: CallSid },
    fact: {
      type: "dialled",
      at,
      state: "accepted",
      twilioCallSid: CallSid,
      conversationId: null,
      error: null,
    },
  };
}
