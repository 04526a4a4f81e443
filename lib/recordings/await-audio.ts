import type { Scope } from "@/db/client";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { updateCall } from "@/db/queries/calls";
import { listRecordings } from "@/db/queries/recordings";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";

/** The business's own choice, else the house's. */
export async function wantsAudio(scope: Scope): Promise<boolean> {
  return (await getTenant(scope)).saveCallAudio ?? env.SAVE_CALL_AUDIO === "true";
}

/** The person does not want any sound of theirs to be anywhere (lib/recordings/plan-recording.ts). */
export async function isRefused(scope: Scope, callId: string): Promise<boolean> {
  const [declined] = await listEventsOfTypes(scope, callId, ["recording_declined"]);
  return declined?.payload["reason"] === "refused";
}

/** Why the sound that ElevenLabs has of a conversation is not kept; null: it is. One stretch of talk is kept once. */
export async function reasonAgainst(
  scope: Scope,
  call: Pick<Call, "id" | "recordingSid">,
  conversationId: string,
): Promise<string | null> {
  if (!(await wantsAudio(scope))) return "the business keeps no audio";
  if (call.recordingSid !== null) return "Twilio recorded the call";
  const events = await listEventsOfTypes(scope, call.id, ["recording_declined", "recording_deleted"]);
  if (events.some(({ type }) => type === "recording_declined")) return "the call is not recorded";
  return events.some(({ payload }) => payload["conversationId"] === conversationId)
    ? "the recording was deleted"
    : null;
}

/** Conversations of the call whose sound ElevenLabs has and we want and have not. */
export async function listAwaitedAudio(
  scope: Scope,
  call: Pick<Call, "id" | "recordingSid">,
): Promise<string[]> {
  const events = await listEventsOfTypes(scope, call.id, ["conversation_reported"]);
  const kept = new Set((await listRecordings(scope, call.id)).map(({ externalId }) => externalId));
  const awaited: string[] = [];
  for (const { payload } of events) {
    const id = payload["conversationId"];
    if (payload["hasAudio"] !== true || typeof id !== "string" || kept.has(id)) continue;
    if ((await reasonAgainst(scope, call, id)) === null) awaited.push(id);
  }
  return awaited;
}

/**
 * Notes whether sound of the call is still to come: the webhook that brings it is sent once and never repeated (elevenlabs.md §4.4),
 * so what does not arrive is fetched. Within the transaction that holds the call's row.
 */
export async function awaitAudio(
  scope: Scope,
  call: Pick<Call, "id" | "audioAwaitedAt" | "recordingSid">,
  at: Date,
): Promise<void> {
  const isAwaited = (await listAwaitedAudio(scope, call)).length > 0;
  if (isAwaited === (call.audioAwaitedAt !== null)) return;
  await updateCall(scope, call.id, { audioAwaitedAt: isAwaited ? at : null });
}
