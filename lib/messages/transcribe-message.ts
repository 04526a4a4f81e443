import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall, lockCall, notifyTenant } from "@/db/queries/calls";
import { deleteMessage, moveTranscript, postponeWords } from "@/db/queries/message-words";
import { findMessage, listMessageNotes, type MessageRow } from "@/db/queries/messages";
import { findRecordingFetch } from "@/db/queries/recording-fetches";
import { findRecordingOf } from "@/db/queries/recordings";
import { getTenant } from "@/db/queries/team";
import type { Recording } from "@/db/schema/messages";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { writeDownSpeech } from "@/lib/providers/elevenlabs/speech-to-text";
import { storage } from "@/lib/providers/storage/open-storage";
import { storable } from "@/lib/storable";
import type { Language } from "@/lib/vocabulary";
import { keepSilentCall } from "./keep-silent-call";
import { tellMessage } from "./tell-message";
import { nextAttempt, nextLateAttempt, nextSummaryAttempt, summaryDueAt, toldBy } from "./words-schedule";

const TIMEOUT_MS = 45_000;
/** Somebody waits for it no longer. */
const LATE_TIMEOUT_MS = 120_000;
const SHORTEST_TIMEOUT_MS = 8000;
/** Ten minutes of fast speech, and room. */
const MAX_CHARACTERS = 20_000;

/**
 * Writes down what was recorded of a message, in the caller's language. Answers whether the words are there. What fails is tried again;
 * who is to call back is told in time even so, and can hear it.
 */
export async function transcribeMessage(
  scope: Scope,
  message: MessageRow,
  attempt: number,
): Promise<boolean> {
  const { recordingSid } = message;
  if (recordingSid === null) return false;
  const recording = await findRecordingOf(scope, "twilio_message", recordingSid);
  if (!recording) {
    await waitForSound(scope, message, recordingSid);
    return false;
  }
  try {
    const text = await listenTo(scope, message, recording);
    await settle(scope, message, text);
    return text !== "";
  } catch (error) {
    log.warn(
      { err: error, tenantId: scope.tenantId, messageId: message.id, attempt },
      "message not written down",
    );
    await putOff(scope, message, attempt, !(error instanceof ProviderError && error.permanent));
    return false;
  }
}

async function listenTo(scope: Scope, message: MessageRow, recording: Recording): Promise<string> {
  const [{ apiKey }, language] = await Promise.all([
    getElevenLabsCredentials(scope),
    languageOf(scope, message.callId),
  ]);
  // Opened last: what is opened has to be read to its end.
  const stored = await storage().get(recording.storageKey);
  if (!stored) throw new Error("its sound is gone");
  const audio = await new Response(stored.body, { headers: { "content-type": stored.contentType } }).blob();
  const leftMs = toldBy(message.takenAt).getTime() - Date.now();
  const timeoutMs =
    message.transcriptState === "pending"
      ? Math.max(SHORTEST_TIMEOUT_MS, Math.min(TIMEOUT_MS, leftMs))
      : LATE_TIMEOUT_MS;
  const text = await writeDownSpeech(apiKey, { audio, language, timeoutMs });
  return storable(text).slice(0, MAX_CHARACTERS).trim();
}

async function languageOf(scope: Scope, callId: string | null): Promise<Language> {
  const call = callId === null ? undefined : await findCall(scope, callId);
  const agent = call?.agentId ? await findAgent(scope, call.agentId) : undefined;
  return agent?.language ?? (await getTenant(scope)).language;
}

/** Told once: by whoever takes it out of `pending`. */
async function settle(scope: Scope, message: MessageRow, text: string): Promise<void> {
  const now = new Date();
  await withTransaction(scope, async (inner) => {
    if (text === "" && (await becomesMissedCall(inner, message))) return;
    const wasPending = message.transcriptState === "pending";
    const moved = await moveTranscript(inner, message.id, {
      from: [wasPending ? "pending" : "failed"],
      transcriptState: "done",
      text,
      // Whoever wrote it down shortens it too: that is the first attempt.
      transcriptAttempts: 1,
      transcriptNextAt: summaryDueAt(text, now) && nextSummaryAttempt(1, now),
    });
    if (!moved) return;
    if (wasPending) await tellMessage(inner, moved);
    else await notifyTenant(inner, { type: "messages" });
  });
}

/** Whoever said nothing left no message: a task to call back takes its place, unless somebody is at it already. */
async function becomesMissedCall(inner: Scope, { id, callId }: MessageRow): Promise<boolean> {
  // In this order everywhere: the call first.
  const call = callId === null ? undefined : await lockCall(inner, callId);
  const now = await findMessage(inner, id);
  if (!now || !call) return false;
  const isTouched = now.startedAt !== null || now.doneAt !== null;
  if (isTouched || (await listMessageNotes(inner, [id])).length > 0) return false;
  await deleteMessage(inner, id);
  await keepSilentCall(inner, call);
  await notifyTenant(inner, { type: "messages" });
  return true;
}

/** Until it is told of. Sound that comes later wakes it again (lib/messages/hear-message.ts). */
async function waitForSound(scope: Scope, message: MessageRow, recordingSid: string): Promise<void> {
  if (message.transcriptState !== "pending") return postponeWords(scope, message.id, null);
  const awaited = await findRecordingFetch(scope, recordingSid);
  const mayCome = awaited !== undefined && awaited.doneAt === null && new Date() < toldBy(message.takenAt);
  if (mayCome) await postponeWords(scope, message.id, toldBy(message.takenAt));
  else await fail(scope, message, null);
}

async function putOff(
  scope: Scope,
  message: MessageRow,
  attempt: number,
  mayHelpSoon: boolean,
): Promise<void> {
  const now = new Date();
  if (message.transcriptState !== "pending")
    return postponeWords(scope, message.id, nextLateAttempt(attempt, now));
  const next = mayHelpSoon ? nextAttempt(attempt, message.takenAt, now) : null;
  if (next === null) await fail(scope, message, nextLateAttempt(0, now));
  else await postponeWords(scope, message.id, next);
}

/** Whoever is to call back is told without the words. */
async function fail(scope: Scope, { id }: MessageRow, transcriptNextAt: Date | null): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const moved = await moveTranscript(inner, id, {
      from: ["pending"],
      transcriptState: "failed",
      transcriptAttempts: 0,
      transcriptNextAt,
    });
    if (moved) await tellMessage(inner, moved);
  });
}
