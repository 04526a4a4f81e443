import { createHash } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { holdRecordingFetch } from "@/db/queries/recording-fetches";
import { findRecordingOf, insertRecording } from "@/db/queries/recordings";
import { getTenant } from "@/db/queries/team";
import { orderRemovals } from "@/db/queries/vendor-removals";
import type { Call } from "@/db/schema/calls";
import type { Recording } from "@/db/schema/messages";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError } from "@/lib/errors";
import { contentTypeOf } from "@/lib/providers/storage/storage";
import { storage } from "@/lib/providers/storage/open-storage";
import type { RecordingSource } from "@/lib/vocabulary";
import { awaitAudio } from "./await-audio";

/** What ElevenLabs sends is MP3 (elevenlabs.md §5.4); a file is named after what it says it is. */
const ENDINGS: Record<string, string> = { "audio/wav": "wav", "audio/x-wav": "wav", "audio/wave": "wav" };

export interface CallAudio {
  source: RecordingSource;
  /** The vendor's id of what was recorded: a conversation of ElevenLabs, a recording of Twilio. */
  externalId: string;
  contentType: string;
  body: AsyncIterable<Uint8Array>;
  /** How many there are, asked once all of it has come; absent: one. */
  channels?: () => number;
  /** When its first second was spoken, where the vendor says so. */
  startedAt?: Date | null;
  /** How long it is, where the vendor says so. */
  durationSeconds?: number | null;
}

/**
 * Keeps sound of a call through the storage port, and puts it on record. Kept already: nothing is read of it.
 * Throws ProviderError when it cannot be stored, `not_found` when it was erased meanwhile; then there is no record of it either.
 */
export async function keepAudio(
  scope: Scope,
  call: Pick<Call, "id">,
  audio: CallAudio,
): Promise<"kept" | "known" | "empty"> {
  const { source, externalId, channels } = audio;
  if (await findRecordingOf(scope, source, externalId)) return "known";
  const storageKey = keyOf(scope, call, audio);
  const sizeBytes = await storage().put(storageKey, audio.body);
  if (sizeBytes === 0) {
    await storage().delete(storageKey);
    return "empty";
  }
  try {
    return await putOnRecord(scope, call, { ...audio, storageKey, sizeBytes, channels: channels?.() ?? 1 });
  } catch (error) {
    // The call was erased meanwhile: nothing may be left that nobody knows of. When the database cannot be asked, what is there stays:
    // somebody else may have put it on record, and whoever comes next replaces it.
    const known = await findRecordingOf(scope, source, externalId).catch(() => true);
    if (!known) await storage().delete(storageKey);
    throw error;
  }
}

type StoredAudio = Omit<CallAudio, "body" | "contentType" | "channels"> &
  Pick<Recording, "storageKey" | "sizeBytes" | "channels">;

async function putOnRecord(
  scope: Scope,
  call: Pick<Call, "id">,
  { source, externalId, startedAt, durationSeconds = null, storageKey, sizeBytes, channels }: StoredAudio,
): Promise<"kept" | "known"> {
  const at = new Date();
  const contentType = contentTypeOf(storageKey);
  const isConversation = source === "elevenlabs";
  return withTransaction(scope, async (inner) => {
    const now = await recordCallEvents(inner, call.id, [
      {
        source: isConversation ? "elevenlabs" : "twilio",
        externalKey: `recording:${externalId}`,
        type: "recording_kept",
        occurredAt: at,
        payload: {
          ...(isConversation ? { conversationId: externalId } : { recordingSid: externalId }),
          ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
          ...(durationSeconds === null ? {} : { durationSeconds }),
          source,
          contentType,
          sizeBytes,
          channels,
        },
      },
    ]);
    // A message may have been erased of a call that stays.
    if (!isConversation && !(await holdRecordingFetch(inner, externalId)))
      throw new AppError("not_found", `recording ${externalId}`);
    const isNew = await insertRecording(inner, {
      callId: call.id,
      source,
      externalId,
      storageKey,
      contentType,
      sizeBytes,
      channels,
    });
    if (!isConversation && (await getTenant(inner)).deletesVendorRecordings)
      await orderRemovals(inner, [{ copy: "twilio_recording", externalId }]);
    await awaitAudio(inner, now, at);
    return isNew ? "kept" : "known";
  });
}

/** The same sound told twice has the same place. */
function keyOf(scope: Scope, call: Pick<Call, "id">, { externalId, contentType }: CallAudio): string {
  const isPlain = /^[\w-]{1,100}$/.test(externalId);
  const name = isPlain ? externalId : createHash("sha256").update(externalId).digest("hex");
  const kind = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return `${scope.tenantId}/calls/${call.id}/${name}.${ENDINGS[kind] ?? "mp3"}`;
}
