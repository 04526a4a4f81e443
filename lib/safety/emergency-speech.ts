import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "@/db/client";
import { log } from "@/lib/log";
import { speakWords } from "@/lib/sentences/speak-words";
import { soundOf } from "@/lib/sentences/telephone-wav";
import type { Country, Language, VoiceSettings } from "@/lib/vocabulary";
import { EMERGENCY_NUMBERS, fixedWords } from "./words";

interface EmergencySpeech {
  language: Language;
  country: Country;
  /** Null: the bundled recording. */
  voiceId: string | null;
  /** Absent: as every voice sounds. */
  voiceSettings?: VoiceSettings | undefined;
}

/** Somebody may not be breathing: what is not ready by then is not waited for. */
const MOST_WAITED_MS = 1000;
const SPEECH_TIMEOUT_MS = 10_000;

/** µ-law 8 kHz mono of the emergency words: the agent's voice where it can be had at once, else the bundled recording. */
export async function speakEmergency(scope: Scope, speech: EmergencySpeech): Promise<Buffer> {
  if (speech.voiceId === null) return bundled(speech);
  const late = new AbortController();
  const audio = await Promise.race([
    inVoice(scope, speech),
    wait(MOST_WAITED_MS, undefined, { ref: false, signal: late.signal }).catch(() => undefined),
  ]);
  late.abort();
  return audio ?? bundled(speech);
}

/** Has the words ready before anybody needs them; that they are not is no fault of the call's. */
export async function prepareEmergencySpeech(scope: Scope, speech: EmergencySpeech): Promise<void> {
  await inVoice(scope, speech);
}

async function inVoice(
  scope: Scope,
  { language, country, voiceId, voiceSettings }: EmergencySpeech,
): Promise<Buffer | undefined> {
  if (voiceId === null) return undefined;
  const text = fixedWords("medical_emergency", language, country);
  try {
    return await speakWords(scope, { text, language, voiceId, voiceSettings, timeoutMs: SPEECH_TIMEOUT_MS });
  } catch (error) {
    log.warn({ err: error, tenantId: scope.tenantId }, "emergency words not spoken in the agent's voice");
    return undefined;
  }
}

/** One recording for each number, whatever the country. */
async function bundled({ language, country }: EmergencySpeech): Promise<Buffer> {
  const name = `emergency_${EMERGENCY_NUMBERS[country].join("_")}.wav`;
  return soundOf(await readFile(path.join(process.cwd(), "lib/sentences/audio", language, name)));
}
