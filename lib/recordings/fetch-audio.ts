import type { Scope } from "@/db/client";
import { updateCall } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { fetchConversationAudio } from "@/lib/providers/elevenlabs/conversations";
import { reasonAgainst } from "./await-audio";
import { keepAudio } from "./keep-audio";

/**
 * Fetches the sound of a conversation and passes it on to the storage as it comes. Throws ProviderError when the vendor has none,
 * refuses or cannot be reached: until somebody gives up, it is awaited.
 */
export async function fetchAudio(
  scope: Scope,
  call: Pick<Call, "id" | "recordingSid">,
  { apiKey, conversationId }: { apiKey: string; conversationId: string },
): Promise<void> {
  // The business may have changed its mind since.
  if ((await reasonAgainst(scope, call, conversationId)) !== null)
    return updateCall(scope, call.id, { audioAwaitedAt: null });
  const { contentType, body } = await fetchConversationAudio(apiKey, conversationId);
  if (body)
    await keepAudio(scope, call, { source: "elevenlabs", externalId: conversationId, contentType, body });
}
