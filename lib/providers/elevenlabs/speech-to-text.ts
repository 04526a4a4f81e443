import type { Language } from "@/lib/vocabulary";
import { askPlainly } from "./ask";
import { ProviderError } from "@/lib/errors";
import { readObject } from "./read-object";

const MODEL = "scribe_v2";

/**
 * POST /v1/speech-to-text (published schema of August 2026): what is said in a WAV file; an empty text where nothing is. Throws
 * ProviderError.
 */
export async function writeDownSpeech(
  apiKey: string,
  { audio, language, timeoutMs }: { audio: Blob; language: Language; timeoutMs: number },
): Promise<string> {
  const form = new FormData();
  form.set("model_id", MODEL);
  form.set("language_code", language);
  // Words only: else laughter and music are written down in brackets, and each word with its time.
  form.set("tag_audio_events", "false");
  form.set("timestamps_granularity", "none");
  form.set("file", audio, "message.wav");
  const answer = await askPlainly(apiKey, "POST", "/v1/speech-to-text", { timeoutMs, body: form });
  const { text } = await readObject(answer);
  if (typeof text !== "string")
    throw new ProviderError("elevenlabs", "answer without text", { permanent: false });
  return text.trim();
}
