import { z } from "zod";
import { env } from "@/env";
import {
  type Language,
  LANGUAGES,
  SENTENCE_KEYS,
  type SentenceKey,
  type TenantId,
  type VoiceSettings,
} from "@/lib/vocabulary";
import { readSignedName, signedName } from "./signed-name";
import { signedVoiceSettings, signVoiceSettings } from "./signed-voice";
import { SENTENCE_VARIABLES, type SentenceValues } from "./variables";

export interface SpokenSentence {
  tenantId: TenantId;
  key: SentenceKey;
  language: Language;
  /** Null: the bundled recording. */
  voiceId: string | null;
  /** Absent: as every voice sounds. */
  voiceSettings?: VoiceSettings | undefined;
  /** Of its variables; the business's own name is known without. */
  values?: SentenceValues;
}

/** Of the values together; base64 and the signature make four thirds of it and a little. */
const MAX_VALUE_BYTES = 1400;
/** Longest address that this file makes, and that is read. */
export const MAX_NAME_LENGTH = 2400;

const addressed = z.object({
  t: z.string(),
  k: z.enum(SENTENCE_KEYS),
  l: z.enum(LANGUAGES),
  v: z.string().nullable(),
  s: signedVoiceSettings,
  x: z.partialRecord(z.enum(SENTENCE_VARIABLES), z.string()),
});

/**
 * Address of the audio, for TwiML. It cannot be altered: who speaks, what and of whom is signed. The words themselves are looked up when
 * it is fetched, so that a changed sentence is heard at once.
 */
export function sentenceAddress({
  tenantId,
  key,
  language,
  voiceId,
  voiceSettings,
  values,
}: SpokenSentence): string {
  const name = signedName("sentence", {
    t: tenantId,
    k: key,
    l: language,
    v: voiceId,
    ...signVoiceSettings(voiceSettings),
    x: bounded(values ?? {}),
  });
  return `${env.PUBLIC_URL}/voice/sentence/${name}`;
}

/** Undefined for an address we did not make. */
export function readSentenceAddress(name: string): SpokenSentence | undefined {
  const parsed = addressed.safeParse(readSignedName("sentence", name));
  if (!parsed.success) return undefined;
  const { t, k, l, v, s, x } = parsed.data;
  return { tenantId: t as TenantId, key: k, language: l, voiceId: v, ...s, values: x };
}

/** Whole words are taken off the end of the longest value until all of them fit. */
function bounded(values: SentenceValues): SentenceValues {
  const kept = Object.entries(values).filter(([, value]) => value.trim() !== "");
  while (Buffer.byteLength(JSON.stringify(kept)) > MAX_VALUE_BYTES) {
    const longest = kept.reduce((one, other) => (other[1].length > one[1].length ? other : one));
    longest[1] = longest[1].slice(0, Math.floor(longest[1].length * 0.9)).replace(/\s*\S*$/u, "");
  }
  return Object.fromEntries(kept);
}
