import { addMinutes, addSeconds } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import { updateCall } from "@/db/queries/calls";
import { expectRecording, finishRecordingFetch, wantRecording } from "@/db/queries/recording-fetches";
import { maxDurationOf } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { type RecordingRequest, recordedMessageOf } from "@/lib/voicemail/interpret-recording";
import { keepSilence, leaveMessage } from "@/lib/voicemail/keep-recorded-message";
import { loseRecording } from "./lose-recording";

/** Longer than a message may be (lib/tenants/schema.ts), and than Twilio takes to have a recording ready. */
const ASKED_AFTER_MINUTES = 15;

/** What was recorded: what a caller left after the tone, what was said with an advisor, or the whole call. */
type RecordingPurpose = "message" | "conference" | "call";

/**
 * Twilio reports how a recording stands; there is no order between this and what is reported of the call (twilio.md §7). What is complete
 * is fetched; in the transaction of the webhook.
 */
export async function reportRecording(
  scope: Scope,
  callId: string,
  { request, purpose }: { request: RecordingRequest; purpose: RecordingPurpose },
): Promise<void> {
  if (purpose === "message") return reportMessage(scope, callId, request);
  if (purpose === "call") return reportWholeCall(scope, callId, request);
  const { RecordingStatus: status, RecordingSid: recordingSid } = request;
  if (status === "completed")
    await wantRecording(scope, { recordingSid, callId, source: "twilio_conference" });
}

/** Should nothing more be heard of it, Twilio is asked. */
async function reportMessage(scope: Scope, callId: string, request: RecordingRequest): Promise<void> {
  const { RecordingStatus: status, RecordingSid: recordingSid } = request;
  // Who hangs up now does so after the tone.
  if (status === "in-progress")
    return expectRecording(
      scope,
      { recordingSid, callId, source: "twilio_message" },
      addMinutes(new Date(), ASKED_AFTER_MINUTES),
    );
  const recorded = status === "completed" ? recordedMessageOf(request) : undefined;
  if (recorded) return leaveMessage(scope, callId, recorded);
  // Words that the vendor may think of yet are followed by others.
  if (["completed", "absent", "failed"].includes(status)) await keepSilence(scope, callId);
}

/** From the first word of it on, the call is recorded and nobody else's sound of it is kept. */
async function reportWholeCall(scope: Scope, callId: string, request: RecordingRequest): Promise<void> {
  const { RecordingStatus: status, RecordingSid: recordingSid } = request;
  const wanted = { recordingSid, callId, source: "twilio_call" } as const;
  if (status === "absent" || status === "failed") {
    await finishRecordingFetch(scope, recordingSid, `Twilio: ${status}`);
    return loseRecording(scope, callId, recordingSid);
  }
  if (status !== "in-progress" && status !== "completed") return;
  await withTransaction(scope, async (inner) => {
    const at = new Date();
    const call = await recordCallEvents(inner, callId, [
      {
        source: "twilio",
        externalKey: `recording_started:${recordingSid}`,
        type: "recording_started",
        occurredAt: at,
        payload: { recordingSid },
      },
    ]);
    if (call.recordingSid === null) await updateCall(inner, callId, { recordingSid });
    if (status === "completed") return wantRecording(inner, wanted);
    const endsBy = addSeconds(at, await maxDurationOf(inner, call));
    await expectRecording(inner, wanted, addMinutes(endsBy, ASKED_AFTER_MINUTES));
  });
}
