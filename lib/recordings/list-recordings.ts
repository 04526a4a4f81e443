import type { Scope } from "@/db/client";
import { listCallEvents } from "@/db/queries/calls";
import { findRecording, listRecordings } from "@/db/queries/recordings";
import type { Recording } from "@/db/schema/calls";
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
  // The vendor records a conversation from the moment its agent is there.
  const connectedAt = new Map(
    events
      .filter(({ type }) => type === "agent_connected")
      .map(({ payload, occurredAt }) => [payload["conversationId"], occurredAt]),
  );
  return recordings
    .map((recording) => ({ ...recording, startedAt: connectedAt.get(recording.externalId) ?? null }))
    .sort((one, other) => +(one.startedAt ?? one.createdAt) - +(other.startedAt ?? other.createdAt));
}

/** Throws `not_found` for a recording of another tenant. */
export async function getRecording(scope: Scope, recordingId: string): Promise<Recording> {
  const recording = await findRecording(scope, recordingId);
  if (!recording) throw new AppError("not_found", `recording ${recordingId}`);
  return recording;
}
