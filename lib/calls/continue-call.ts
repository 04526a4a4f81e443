import { type Scope, withTransaction } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { AppError } from "@/lib/errors";
import { stepDown } from "@/lib/ladder/step-down";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { hangUp } from "@/lib/providers/twilio/twiml";
import { waitInRoom } from "@/lib/transfers/place-caller";
import { recordCallEvents } from "./record-event";

const MAX_STREAMS = 3;

type Continuation = { type: "hang_up" } | { type: "reconnect" } | { type: "step_down"; code: string };

/** What follows when the media stream is over but the telephone call is not. Pure. */
export function decideContinuation(
  call: Pick<
    Call,
    "streamSid" | "endedStreamSid" | "streamEndReason" | "streamAttempts" | "hangUpRequestedAt"
  >,
): Continuation {
  if (call.hangUpRequestedAt !== null) return { type: "hang_up" };
  // No word of this very stream: its bridge died, or Twilio could not reach one.
  const told = call.streamEndReason !== null && call.streamSid === call.endedStreamSid;
  const reason = told ? call.streamEndReason : "bridge_lost";
  switch (reason) {
    case "agent_ended":
    case "caller_hung_up":
    case "hung_up":
    case "max_duration":
      return { type: "hang_up" };
    case "draining":
    case "bridge_lost":
    case "twilio_lost":
    case "twilio_slow":
      return call.streamAttempts < MAX_STREAMS ? { type: "reconnect" } : { type: "step_down", code: reason };
    default:
      return { type: "step_down", code: reason ?? "bridge_lost" };
  }
}

/** Twilio came to the end of the stream (`<Redirect>` tail), or no agent could be had, and it asks what follows. */
export async function continueCall(scope: Scope, callId: string): Promise<Answer> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    const transfer = await findLastTransfer(inner, callId);
    // The stream is gone and somebody is still being rung: the caller waits on in the conference.
    if (transfer?.endedAt === null && call.hangUpRequestedAt === null)
      return waitInRoom(inner, call, transfer);
    // ElevenLabs carries the audio itself, and could not (lib/modes/native.ts).
    const next: Continuation =
      call.mode === "native" && call.hangUpRequestedAt === null
        ? { type: "step_down", code: call.errorCode ?? "agent_unreachable" }
        : decideContinuation(call);
    const at = new Date();
    await recordCallEvents(inner, callId, [
      {
        source: "system",
        externalKey: `continue:${call.streamAttempts}`,
        type: "answer_given",
        occurredAt: at,
        payload: {
          ...(next.type === "step_down" ? {} : { reason: next.type }),
          ...(next.type === "step_down" ? { code: next.code } : {}),
        },
        fact:
          next.type === "step_down"
            ? { type: "went_wrong", at, code: next.code, message: "The agent could not go on with the call." }
            : undefined,
      },
    ]);
    if (next.type === "hang_up") return hangUp();
    if (next.type === "reconnect") return modeOf(call).answer(inner, call);
    return stepDown(inner, call, { from: "agent", code: next.code });
  });
}
