import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { SPEECH_MODEL, TELEPHONE_FORMAT } from "./rest";

const TIMEOUT_MS = 8000;

/**
 * POST /v1/text-to-speech/{voice} with nothing to say: whoever can speak refuses that as a fault of the request, and takes nothing for it.
 * Throws ProviderError for every other refusal, and when nobody answers.
 */
export async function checkSpeech(apiKey: string, voiceId: string): Promise<void> {
  const path = `/v1/text-to-speech/${encodeURIComponent(voiceId)}?output_format=${TELEPHONE_FORMAT}`;
  const body = { text: "", model_id: SPEECH_MODEL };
  try {
    await askPlainly(apiKey, "POST", path, { timeoutMs: TIMEOUT_MS, body });
  } catch (error) {
    const isAnswered = error instanceof ProviderError && REFUSALS.has(error.httpStatus ?? 0);
    if (!isAnswered) throw error;
  }
}

/** Of what was asked (elevenlabs.md §10.2); 404: of a voice that is gone, which is no fault of the line. */
const REFUSALS: ReadonlySet<number> = new Set([400, 404, 422]);
