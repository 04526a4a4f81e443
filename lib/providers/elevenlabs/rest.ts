import type { VoiceSettings } from "@/lib/vocabulary";
import { ask, askPlainly, elevenLabsBase, toProviderError } from "./ask";
import { creditsOf } from "./credits";

/** Speaks Spanish and English with the least delay (elevenlabs.md §8). */
export const SPEECH_MODEL = "eleven_flash_v2_5";
/** µ-law 8 kHz: what the telephone network carries. */
export const TELEPHONE_FORMAT = "ulaw_8000";

/** `voice_settings` of every request for speech (elevenlabs.md §8). */
export function vendorVoiceSettings({ stability, similarityBoost, speed }: VoiceSettings) {
  return { stability, similarity_boost: similarityBoost, speed };
}

export interface Voice {
  voiceId: string;
  name: string;
  languages: string[];
  previewUrl: string | null;
}

/** Rejects with a permanent ProviderError when the key is wrong or may not use agents. */
export async function checkElevenLabsKey(apiKey: string): Promise<void> {
  await ask(apiKey, (client) => client.conversationalAi.agents.list({ pageSize: 1 }));
}

/** GET /v2/voices, the first hundred (elevenlabs.md §8). */
export async function listVoices(apiKey: string): Promise<Voice[]> {
  const answer = await ask(apiKey, (client) => client.voices.search({ pageSize: 100 }));
  return answer.voices.map((voice) => ({
    voiceId: voice.voiceId,
    name: voice.name ?? voice.voiceId,
    languages: [...new Set((voice.verifiedLanguages ?? []).map((verified) => verified.language))],
    previewUrl: voice.previewUrl ?? null,
  }));
}

/** Raw µ-law 8 kHz mono, and the credits it took (elevenlabs.md §8). Without the SDK: the bridge asks, too, and loading it would stop every call's audio. */
export async function synthesise(
  apiKey: string,
  {
    voiceId,
    text,
    language,
    voiceSettings,
    timeoutMs,
  }: {
    voiceId: string;
    text: string;
    language: string;
    voiceSettings: VoiceSettings;
    timeoutMs: number;
  },
): Promise<{ audio: Buffer; credits: number }> {
  const answer = await askPlainly(
    apiKey,
    "POST",
    `/v1/text-to-speech/${encodeURIComponent(voiceId)}?output_format=${TELEPHONE_FORMAT}`,
    {
      timeoutMs,
      body: {
        text,
        model_id: SPEECH_MODEL,
        language_code: language,
        voice_settings: vendorVoiceSettings(voiceSettings),
      },
    },
  );
  return { audio: Buffer.from(await answer.arrayBuffer()), credits: creditsOf(answer) };
}

/** GET /v1/convai/conversation/get-signed-url (elevenlabs.md §1.1). Plain fetch: a bridge does not carry the SDK's 100 MB. */
export async function fetchSignedUrl(
  apiKey: string,
  vendorAgentId: string,
  timeoutMs: number,
): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(
      `${elevenLabsBase()}/v1/convai/conversation/get-signed-url?agent_id=${encodeURIComponent(vendorAgentId)}`,
      { headers: { "xi-api-key": apiKey }, signal: AbortSignal.timeout(timeoutMs) },
    );
  } catch (error) {
    throw toProviderError(undefined, undefined, `unreachable (${(error as Error).name})`);
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw toProviderError(answer.status, body, `HTTP ${answer.status}`);
  const signedUrl = (body as { signed_url?: unknown } | undefined)?.signed_url;
  if (typeof signedUrl !== "string") throw toProviderError(undefined, undefined, "answer without signed_url");
  return signedUrl;
}
