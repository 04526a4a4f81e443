import type { Scope } from "@/db/client";
import { log } from "@/lib/log";
import { recordedSentence } from "./recorded-sentence";
import type { SpokenSentence } from "./sentence-address";
import { sentenceText } from "./sentence-text";
import { recordedWords } from "./sentences";
import { speakWords } from "./speak-words";
import { wavOf } from "./telephone-wav";
import type { SentenceValues } from "./variables";

/** Twilio waits 15 s, the caller does not. */
const SPEECH_TIMEOUT_MS = 3000;
/** Nobody is waiting yet. */
const PREPARATION_TIMEOUT_MS = 10_000;

/** WAV, µ-law 8 kHz: the agent's voice from the cache or made now; the bundled recording when the voice cannot be had. */
export async function speakSentence(scope: Scope, sentence: SpokenSentence): Promise<Buffer> {
  return wavOf((await sentenceAudio(scope, sentence)).mulaw);
}

/** The same as µ-law 8 kHz mono, with the words that are heard: those of the recording where that is played. */
export async function sentenceAudio(
  scope: Scope,
  sentence: SpokenSentence,
): Promise<{ text: string; mulaw: Buffer }> {
  const { key, language } = sentence;
  try {
    const spoken = await inVoice(scope, sentence, SPEECH_TIMEOUT_MS);
    if (spoken) return spoken;
  } catch (error) {
    log.warn(
      { err: error, tenantId: scope.tenantId, sentence: key },
      "sentence spoken by the bundled recording",
    );
  }
  return { text: recordedWords(key, language), mulaw: await recordedSentence(key, language) };
}

/** Has the sentence ready before anybody needs it; that it is not is no fault of whoever asked. */
export async function prepareSentence(scope: Scope, sentence: SpokenSentence): Promise<void> {
  try {
    await inVoice(scope, sentence, PREPARATION_TIMEOUT_MS);
  } catch (error) {
    log.warn({ err: error, tenantId: scope.tenantId, sentence: sentence.key }, "sentence not spoken ahead");
  }
}

/** Undefined without a voice: nothing is looked up then, so that an apology needs no database. */
async function inVoice(
  scope: Scope,
  { key, language, voiceId, voiceSettings, values = {} }: SpokenSentence,
  timeoutMs: number,
): Promise<{ text: string; mulaw: Buffer } | undefined> {
  if (voiceId === null) return undefined;
  const text = await sentenceText(scope, { key, language, values });
  const speech = { text, language, voiceId, voiceSettings, timeoutMs, isPersonal: isPersonal(values) };
  return { text, mulaw: await speakWords(scope, speech) };
}

/** Whether what is said is of one caller. */
function isPersonal({ contact, reason, brief }: SentenceValues): boolean {
  return Boolean(contact ?? reason ?? brief);
}
