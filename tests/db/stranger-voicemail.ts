import * as callEventQueries from "@/db/queries/call-events";
import * as wordQueries from "@/db/queries/message-words";
import * as fetchQueries from "@/db/queries/recording-fetches";
import * as recordingQueries from "@/db/queries/recordings";
import * as removalQueries from "@/db/queries/vendor-removals";
import { type Attempt, empty, harmless, isRefused, nothing, ours, refused, stranger } from "./stranger";

const wanted = () => ({
  recordingSid: ours.recordingSid,
  callId: ours.call.id,
  source: "twilio_conference" as const,
});

const copy = () => ({ copy: "twilio_recording" as const, externalId: ours.recordingSid });

/** What was recorded at Twilio, and the words of messages. */
export const VOICEMAIL_ATTEMPTS: Record<string, Attempt> = {
  hasCallEvent: [
    () =>
      callEventQueries.hasCallEvent(stranger, ours.call.id, { source: "twilio", externalKey: "received" }),
    nothing,
  ],
  expectRecording: [() => refused(fetchQueries.expectRecording(stranger, wanted(), new Date())), isRefused],
  wantRecording: [() => refused(fetchQueries.wantRecording(stranger, wanted())), isRefused],
  hasMessageFetch: [() => fetchQueries.hasMessageFetch(stranger, ours.call.id), nothing],
  findRecordingFetch: [() => fetchQueries.findRecordingFetch(stranger, ours.recordingSid), nothing],
  holdRecordingFetch: [() => fetchQueries.holdRecordingFetch(stranger, ours.recordingSid), nothing],
  finishRecordingFetch: [
    () => fetchQueries.finishRecordingFetch(stranger, ours.recordingSid, "changed"),
    nothing,
  ],
  postponeRecordingFetch: [
    () =>
      fetchQueries.postponeRecordingFetch(stranger, ours.recordingSid, {
        nextAttemptAt: new Date(),
        error: "changed",
      }),
    harmless,
  ],
  listExpiredRecordings: [
    () => recordingQueries.listExpiredRecordings(stranger, { days: -1, limit: 100 }),
    empty,
  ],
  deleteRecordingRow: [() => recordingQueries.deleteRecordingRow(stranger, ours.recordingId), nothing],
  findRemoval: [() => removalQueries.findRemoval(stranger, copy()), nothing],
  orderRemovals: [() => removalQueries.orderRemovals(stranger, [copy()]), harmless],
  finishRemoval: [() => removalQueries.finishRemoval(stranger, copy(), "changed"), harmless],
  postponeRemoval: [
    () => removalQueries.postponeRemoval(stranger, copy(), { nextAttemptAt: new Date(), error: "changed" }),
    harmless,
  ],
  postponeWords: [() => wordQueries.postponeWords(stranger, ours.messageId, new Date()), harmless],
  wakeTranscript: [() => wordQueries.wakeTranscript(stranger, ours.messageRecordingSid), harmless],
  moveTranscript: [
    () =>
      wordQueries.moveTranscript(stranger, ours.messageId, {
        from: ["pending", "done", "failed"],
        transcriptState: "done",
        transcriptAttempts: 0,
        transcriptNextAt: null,
        text: "changed",
      }),
    nothing,
  ],
  setSummary: [
    () => wordQueries.setSummary(stranger, ours.messageId, { summary: "changed", urgentDueAt: new Date() }),
    nothing,
  ],
  deleteMessage: [() => wordQueries.deleteMessage(stranger, ours.messageId), harmless],
};
