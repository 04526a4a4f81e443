import { z } from "zod";
import { voiceRequest } from "@/lib/calls/interpret-twilio";

const RECORDING_SID = /^RE[0-9a-fA-F]{32}$/;
const seconds = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number)
  .optional();

/** Twilio asks for a message to be taken, or what follows one (twilio.md §4.6). */
export const voicemailRequest = voiceRequest.extend({
  To: z.string().max(200).default(""),
  RecordingSid: z.string().regex(RECORDING_SID).optional(),
  RecordingUrl: z.string().max(500).optional(),
  RecordingDuration: seconds,
  Digits: z.string().max(100).optional(),
});
export type VoicemailRequest = z.output<typeof voicemailRequest>;

/** Twilio reports a recording (twilio.md §7). Those of a conference name it, not always a call. */
export const recordingRequest = z.object({
  AccountSid: voiceRequest.shape.AccountSid,
  CallSid: voiceRequest.shape.CallSid.optional(),
  RecordingSid: z.string().regex(RECORDING_SID),
  RecordingStatus: z.string().min(1).max(40),
  RecordingDuration: seconds,
});
export type RecordingRequest = z.output<typeof recordingRequest>;

export interface RecordedMessage {
  recordingSid: string;
  /** Null: nobody said. */
  seconds: number | null;
}

/** Shorter ones hold nothing but the click of hanging up. */
const MIN_SECONDS = 2;

/**
 * What was recorded; undefined where there is nothing to hear. The page of the verb names the address of a recording only; its last part
 * is the id.
 */
export function recordedMessageOf(
  request: Pick<VoicemailRequest, "RecordingSid" | "RecordingUrl" | "RecordingDuration">,
): RecordedMessage | undefined {
  const named = request.RecordingSid ?? request.RecordingUrl?.split("?")[0]?.split("/").at(-1);
  if (named === undefined || !RECORDING_SID.test(named)) return undefined;
  const recordedSeconds = request.RecordingDuration ?? null;
  if (recordedSeconds !== null && recordedSeconds < MIN_SECONDS) return undefined;
  return { recordingSid: named, seconds: recordedSeconds };
}
