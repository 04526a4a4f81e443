import { type Scope, withTransaction } from "@/db/client";
import { hasCallEvent } from "@/db/queries/call-events";
import { lockCall } from "@/db/queries/calls";
import { wantRecording } from "@/db/queries/recording-fetches";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { sayAndHangUp } from "@/lib/calls/say-and-hang-up";
import { AppError } from "@/lib/errors";
import { keepSilentCall } from "@/lib/messages/keep-silent-call";
import { takeMessage } from "@/lib/messages/take-message";
import { hangUp, type Twiml } from "@/lib/providers/twilio/twiml";
import { type RecordedMessage, recordedMessageOf, type VoicemailRequest } from "./interpret-recording";

/**
 * The caller has said what they wanted, or hung up: keeps it and says goodbye. Whoever said nothing is a call to be returned. Told twice,
 * also by the report of the recording, it is one message.
 */
export async function keepRecordedMessage(
  scope: Scope,
  call: Pick<Call, "id" | "agentId">,
  request: VoicemailRequest,
): Promise<Twiml> {
  const recorded = recordedMessageOf(request);
  if (!recorded) {
    await keepSilence(scope, call.id);
    return hangUp();
  }
  await leaveMessage(scope, call.id, recorded);
  return sayAndHangUp(scope, call, "message_kept");
}

/** A message without words yet: they follow (lib/messages/work-on-words.ts). Throws `not_found` for a call of another tenant. */
export async function leaveMessage(
  scope: Scope,
  callId: string,
  { recordingSid, seconds }: RecordedMessage,
): Promise<void> {
  const at = new Date();
  const externalKey = `message:${recordingSid}`;
  await withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    // What became of it since, a task or nothing after an erasure, is not undone by a report that comes again.
    if (await hasCallEvent(inner, callId, { source: "twilio", externalKey })) return;
    await wantRecording(inner, { recordingSid, callId, source: "twilio_message" });
    await takeMessage(inner, {
      callId,
      text: "",
      isUrgent: false,
      recordingSid,
      ...(seconds === null ? {} : { recordingSeconds: seconds }),
      transcriptState: "pending",
    });
    // Whoever also leaves word after a booking has booked.
    const isSettled = call.outcome !== null && call.outcome !== "no_outcome";
    await recordCallEvents(inner, callId, [
      {
        source: "twilio",
        externalKey,
        type: "message_left",
        occurredAt: at,
        payload: { recordingSid, seconds },
        fact: isSettled
          ? undefined
          : { type: "result_reported", at, outcome: "message_taken", notes: call.notes },
      },
    ]);
  });
}

/** The caller was asked for a message and left none. */
export async function keepSilence(scope: Scope, callId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    await keepSilentCall(inner, call);
  });
}
