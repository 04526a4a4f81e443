import type { Scope } from "@/db/client";
import { listCallEvents } from "@/db/queries/calls";
import { findRecording, listRecordings } from "@/db/queries/recordings";
import type { CallEvent } from "@/db/schema/calls";
import type { Recording } from "@/db/schema/messages";
import { getCall } from "@/lib/calls/get-call";
import { AppError } from "@/lib/errors";

/** In the order in which they were spoken. Throws `not_found` for a call of another tenant. */
export async function listCallRecordings(
  scope: Scope,
  callId: string,
): Promise<(Recording & { startedAt: Date | null })[]> {
  await getCall(scope, callId);
  const [recordings, events] = await Promise.all([
    listRecordings(scope, callId),
    listCallEvents(scope, callId),
  ]);
  const startedAt = new Map(events.flatMap(beginningOf));
  return recordings
    .map((recording) => ({ ...recording, startedAt: startedAt.get(recording.externalId) ?? null }))
    .sort((one, other) => +(one.startedAt ?? one.createdAt) - +(other.startedAt ?? other.createdAt));
}

/** ElevenLabs records a conversation from the moment its agent is there; Twilio says when it began. */
function beginningOf({ type, payload, occurredAt }: CallEvent): [string, Date][] {
  const { conversationId, recordingSid, startedAt } = payload;
  if (type === "agent_connected" && typeof conversationId === "string") return [[conversationId, occurredAt]];
  return type === "recording_kept" && typeof recordingSid === "string" && typeof startedAt === "string"
    ? [[recordingSid, new Date(startedAt)]]
    : [];
}

/** Throws `not_found` for a recording of another tenant. */
export async function getRecording(scope: Scope, recordingId: string): Promise<Recording> {
  const recording = await findRecording(scope, recordingId);
  if (!recording) throw new AppError("not_found", `recording ${recordingId}`);
  return recording;
}
