import { addMinutes } from "date-fns";
import type { Scope } from "@/db/client";
import { expectRecording, wantRecording } from "@/db/queries/recording-fetches";
import { type RecordingRequest, recordedMessageOf } from "@/lib/voicemail/interpret-recording";
import { keepSilence, leaveMessage } from "@/lib/voicemail/keep-recorded-message";

/** Longer than a message may be (lib/tenants/schema.ts). */
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
  const { RecordingStatus: status, RecordingSid: recordingSid } = request;
  if (purpose !== "message") {
    if (status === "completed")
      await wantRecording(scope, { recordingSid, callId, source: `twilio_${purpose}` });
    return;
  }
  // Should nothing more be heard of it, Twilio is asked; and who hangs up now does so after the tone.
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
