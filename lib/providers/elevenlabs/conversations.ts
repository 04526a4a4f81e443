import { askPlainly } from "./ask";
import { readObject } from "./read-object";

const TIMEOUT_MS = 10_000;
/** Many megabytes for a long call. */
const AUDIO_TIMEOUT_MS = 60_000;

/** GET /v1/convai/conversations/{id}: the vendor's own words, unknown fields and all (elevenlabs.md §5.2). */
export async function fetchConversation(apiKey: string, conversationId: string): Promise<unknown> {
  const path = `/v1/convai/conversations/${encodeURIComponent(conversationId)}`;
  const answer = await askPlainly(apiKey, "GET", path, { timeoutMs: TIMEOUT_MS });
  return readObject(answer);
}

/** DELETE /v1/convai/conversations/{id}: transcript and sound, for good (elevenlabs.md §5.4). Throws ProviderError with 404 where it is gone. */
export async function deleteConversation(apiKey: string, conversationId: string): Promise<void> {
  const path = `/v1/convai/conversations/${encodeURIComponent(conversationId)}`;
  await askPlainly(apiKey, "DELETE", path, { timeoutMs: TIMEOUT_MS });
}

/** The conversation that was given this value as a variable; undefined when there is none (elevenlabs.md §5.1). */
export async function findConversationByVariable(
  apiKey: string,
  variable: { name: string; value: string },
): Promise<string | undefined> {
  const query = new URLSearchParams({
    page_size: "1",
    dynamic_variable_params: `${variable.name}:eq:${variable.value}`,
  });
  const answer = await askPlainly(apiKey, "GET", `/v1/convai/conversations?${query}`, {
    timeoutMs: TIMEOUT_MS,
  });
  const said = (await readObject(answer)) as { conversations?: { conversation_id?: unknown }[] };
  const id = said.conversations?.[0]?.conversation_id;
  return typeof id === "string" ? id : undefined;
}

/** GET /v1/convai/conversations/{id}/audio: MP3 (elevenlabs.md §5.4). */
export async function fetchConversationAudio(
  apiKey: string,
  conversationId: string,
): Promise<{ contentType: string; body: ReadableStream<Uint8Array> | null }> {
  const path = `/v1/convai/conversations/${encodeURIComponent(conversationId)}/audio`;
  const answer = await askPlainly(apiKey, "GET", path, { timeoutMs: AUDIO_TIMEOUT_MS });
  return { contentType: answer.headers.get("content-type") ?? "audio/mpeg", body: answer.body };
}
