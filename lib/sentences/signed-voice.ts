import { z } from "zod";
import type { VoiceSettings } from "@/lib/vocabulary";

/** How a voice sounds, within a signed name: stability, similarity and speed, briefly. */
export function signVoiceSettings(settings: VoiceSettings | undefined): { s?: number[] } {
  return settings ? { s: [settings.stability, settings.similarityBoost, settings.speed] } : {};
}

export const signedVoiceSettings = z
  .tuple([z.number(), z.number(), z.number()])
  .optional()
  .transform((signed): { voiceSettings?: VoiceSettings } => {
    if (!signed) return {};
    const [stability, similarityBoost, speed] = signed;
    return { voiceSettings: { stability, similarityBoost, speed } };
  });
