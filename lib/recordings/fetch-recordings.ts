import { addSeconds } from "date-fns";
import type { Scope } from "@/db/client";
import { listEventsOfTypes } from "@/db/queries/call-events";
import {
  findRecordingFetch,
  finishRecordingFetch,
  postponeRecordingFetch,
} from "@/db/queries/recording-fetches";
import { type ClaimedRecording, claimDueRecordings } from "@/db/queries/unscoped-messages";
import type { RecordingFetch } from "@/db/schema/messages";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { hearMessage } from "@/lib/messages/hear-message";
import { downloadRecording, fetchTwilioRecording } from "@/lib/providers/twilio/recordings";
import { recordedMessageOf } from "@/lib/voicemail/interpret-recording";
import { keepSilence, leaveMessage } from "@/lib/voicemail/keep-recorded-message";
import { checkedWav } from "./checked-wav";
import { keepAudio } from "./keep-audio";
import { loseRecording } from "./lose-recording";

const AT_ONCE = 4;
/** Longer than a download may take; when a worker dies, another one tries again after it. */
const LEASE_SECONDS = 240;
const MINUTE = 60;
/** After each attempt. Twilio has most recordings within seconds; an account that is mended within a day still gets its own. */
export const PAUSES_SECONDS: readonly number[] = [
  1,
  2,
  3,
  5,
  10,
  20,
  40,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * 60 * MINUTE,
  6 * 60 * MINUTE,
  12 * 60 * MINUTE,
];
/** Twilio has no sound of these, and never will (twilio.md §7). */
const NEVER = new Set(["absent", "deleted", "failed"]);

/** Brings recordings here that Twilio has; several workers share the work. Answers whether there may be more of it. */
export async function fetchRecordings(): Promise<boolean> {
  const claimed = await claimDueRecordings(AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(fetchClaimed));
  return claimed.length === AT_ONCE;
}

async function fetchClaimed({ tenantId, recordingSid, attempts }: ClaimedRecording): Promise<void> {
  const scope: Scope = { tenantId, actor: "system" };
  const wanted = await findRecordingFetch(scope, recordingSid);
  // Erased, or done by a worker that was believed dead.
  if (!wanted || wanted.doneAt !== null) return;
  try {
    const brought = await bring(scope, wanted);
    if ("missing" in brought) return await giveUp(scope, wanted, brought.missing);
    if (wanted.source === "twilio_message") await hear(scope, wanted, brought.seconds);
    await finishRecordingFetch(scope, recordingSid, null);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 500);
    const pause = PAUSES_SECONDS[attempts - 1];
    log.warn(
      { err: error, tenantId, callId: wanted.callId, recordingSid, attempts },
      "recording not fetched",
    );
    if (pause === undefined) return giveUp(scope, wanted, reason);
    await postponeRecordingFetch(scope, recordingSid, {
      nextAttemptAt: addSeconds(new Date(), pause),
      error: reason,
    });
  }
}

/** Why there will never be any sound, or how long it is; throws where another time may do. */
async function bring(
  scope: Scope,
  wanted: RecordingFetch,
): Promise<{ missing: string } | { seconds: number | null }> {
  const { recordingSid, callId, source } = wanted;
  // A worker died after it was kept. Twilio may have been told to delete its own since, and a person may have deleted ours.
  const kept = await findKept(scope, wanted);
  if (kept) return kept;
  const credentials = await getTwilioCredentials(scope);
  const { status, durationSeconds, startedAt } = await fetchTwilioRecording(credentials, recordingSid);
  if (NEVER.has(status)) return { missing: `Twilio: ${status}` };
  if (status !== "completed") throw new Error(`not ready: ${status}`);
  const body = await downloadRecording(credentials, recordingSid, { apart: source !== "twilio_message" });
  let channels = 1;
  await keepAudio(
    scope,
    { id: callId },
    {
      source,
      externalId: recordingSid,
      contentType: "audio/wav",
      body: checkedWav(body, durationSeconds, (heard) => (channels = heard)),
      channels: () => channels,
      startedAt,
      durationSeconds,
    },
  );
  return { seconds: durationSeconds };
}

/** How long the recording is that was kept, whatever became of it since; undefined: it never was. */
async function findKept(
  scope: Scope,
  { recordingSid, callId }: RecordingFetch,
): Promise<{ seconds: number | null } | undefined> {
  const kept = await listEventsOfTypes(scope, callId, ["recording_kept"]);
  const known = kept.find(({ payload }) => payload["recordingSid"] === recordingSid);
  if (!known) return undefined;
  const seconds = known.payload["durationSeconds"];
  return { seconds: typeof seconds === "number" ? seconds : null };
}

/** Reports of it may have been lost: then it becomes a message now. */
async function hear(
  scope: Scope,
  { recordingSid, callId }: RecordingFetch,
  seconds: number | null,
): Promise<void> {
  const recorded = recordedMessageOf({
    RecordingSid: recordingSid,
    RecordingUrl: undefined,
    RecordingDuration: seconds ?? undefined,
  });
  if (!recorded) return keepSilence(scope, callId);
  await leaveMessage(scope, callId, recorded);
  await hearMessage(scope, recordingSid);
}

async function giveUp(
  scope: Scope,
  { recordingSid, callId, source }: RecordingFetch,
  reason: string,
): Promise<void> {
  await finishRecordingFetch(scope, recordingSid, reason);
  if (source === "twilio_call") return loseRecording(scope, callId, recordingSid);
  if (source !== "twilio_message") return;
  await hearMessage(scope, recordingSid);
  // Where no message was made of it, nothing was said.
  await keepSilence(scope, callId);
}
