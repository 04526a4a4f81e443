import type { VoiceSettings } from "@/lib/vocabulary";
import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { creditsOf } from "./credits";
import { SPEECH_MODEL, TELEPHONE_FORMAT, vendorVoiceSettings } from "./rest";

/**
 * POST /v1/text-to-speech/{voice}/stream: µ-law 8 kHz mono, piece by piece as it is made (elevenlabs.md §8). `previousText` keeps the tone of
 * what was said before. Throws ProviderError, also in the middle.
 */
export async function* streamSpeech(
  apiKey: string,
  speech: {
    voiceId: string;
    text: string;
    language: string;
    voiceSettings: VoiceSettings;
    previousText: string | undefined;
    timeoutMs: number;
    /** Called with the first byte: what was begun is paid for, also when nobody hears its end. */
    onCredits: (credits: number) => void;
  },
): AsyncGenerator<Buffer, void> {
  const answer = await askPlainly(
    apiKey,
    "POST",
    `/v1/text-to-speech/${encodeURIComponent(speech.voiceId)}/stream?output_format=${TELEPHONE_FORMAT}`,
    {
      timeoutMs: speech.timeoutMs,
      body: {
        text: speech.text,
        model_id: SPEECH_MODEL,
        language_code: speech.language,
        voice_settings: vendorVoiceSettings(speech.voiceSettings),
        ...(speech.previousText === undefined ? {} : { previous_text: speech.previousText }),
      },
    },
  );
  speech.onCredits(creditsOf(answer));
  if (!answer.body) throw broken("an answer without sound");
  try {
    for await (const piece of answer.body) yield Buffer.from(piece as Uint8Array);
  } catch (error) {
    throw broken(`the sound broke off (${(error as Error).name})`);
  }
}

function broken(message: string): ProviderError {
  return new ProviderError("elevenlabs", message, { permanent: false });
}
