import type { Scope } from "@/db/client";
import { listCallEvents, updateCall } from "@/db/queries/calls";
import { listRecordings } from "@/db/queries/recordings";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";

/** The business's own choice, else the house's. */
export async function wantsAudio(scope: Scope): Promise<boolean> {
  return (await getTenant(scope)).saveCallAudio ?? env.SAVE_CALL_AUDIO === "true";
}

/** Conversations of the call whose sound ElevenLabs has and we have not. */
export async function listAwaitedAudio(scope: Scope, callId: string): Promise<string[]> {
  const kept = new Set((await listRecordings(scope, callId)).map(({ externalId }) => externalId));
  const events = await listCallEvents(scope, callId);
  return events
    .filter(({ type, payload }) => type === "conversation_reported" && payload["hasAudio"] === true)
    .map(({ payload }) => payload["conversationId"])
    .filter((id): id is string => typeof id === "string" && !kept.has(id));
}

/**
 * Notes whether sound of the call is still to come: the webhook that brings it is sent once and never repeated (elevenlabs.md §4.4),
 * so what does not arrive is fetched. Within the transaction that holds the call's row.
 */
export async function awaitAudio(
  scope: Scope,
  call: Pick<Call, "id" | "audioAwaitedAt">,
  at: Date,
): Promise<void> {
  const isAwaited = (await wantsAudio(scope)) && (await listAwaitedAudio(scope, call.id)).length > 0;
  if (isAwaited === (call.audioAwaitedAt !== null)) return;
  await updateCall(scope, call.id, { audioAwaitedAt: isAwaited ? at : null });
}
