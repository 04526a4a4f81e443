import { createHash } from "node:crypto";
import type { Scope } from "@/db/client";
import { findSpeechClip, PERSONAL_CLIP, saveSpeechClip } from "@/db/queries/speech";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { recordSpeech } from "@/lib/model-uses/record-speech";
import { askService } from "@/lib/line/note-service";
import { SPEECH_MODEL, synthesise } from "@/lib/providers/elevenlabs/rest";
import { DEFAULT_VOICE_SETTINGS, type Language, type VoiceSettings } from "@/lib/vocabulary";

interface Speech {
  text: string;
  language: Language;
  voiceId: string;
  /** Absent: as every voice sounds. */
  voiceSettings?: VoiceSettings | undefined;
  timeoutMs: number;
  /** The words are of one caller: kept for a day, and gone when anybody is erased. */
  isPersonal?: boolean;
  /** The call whose cost it is, when it is made now; absent: the words serve many. */
  callId?: string | undefined;
}

/** µ-law 8 kHz mono, from the cache or made now. Throws when the voice cannot be had within the time. */
export async function speakWords(
  scope: Scope,
  { text, isPersonal = false, voiceSettings = DEFAULT_VOICE_SETTINGS, callId, ...speech }: Speech,
): Promise<Buffer> {
  const { stability, similarityBoost, speed } = voiceSettings;
  const sound = [SPEECH_MODEL, speech.voiceId, stability, similarityBoost, speed, speech.language];
  const hash = createHash("sha256")
    .update([...sound, text].join("\n"))
    .digest("hex");
  const clipKey = isPersonal ? PERSONAL_CLIP + hash : hash;
  const known = await findSpeechClip(scope, clipKey);
  if (known) return Buffer.from(known, "base64");
  const { apiKey } = await getElevenLabsCredentials(scope);
  const { audio, credits } = await askService(scope, "voice", () =>
    synthesise(apiKey, { ...speech, voiceSettings, text }),
  );
  if (callId !== undefined) await recordSpeech(scope, callId, credits);
  if (audio.length === 0) throw new Error("the vendor sent no audio");
  await saveSpeechClip(scope, clipKey, audio.toString("base64"));
  return audio;
}
