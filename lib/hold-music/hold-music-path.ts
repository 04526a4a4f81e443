import { z } from "zod";
import { env } from "@/env";
import { readSignedName, signedName } from "@/lib/sentences/signed-name";
import { signedVoiceSettings, signVoiceSettings } from "@/lib/sentences/signed-voice";
import { type Language, LANGUAGES, type TenantId, type VoiceSettings } from "@/lib/vocabulary";

/** For whom somebody waits in a conference. */
export interface Waiting {
  tenantId: TenantId;
  callId: string;
  /** The agent's; null: the bundled recordings. */
  voiceId: string | null;
  /** Absent: as every voice sounds. */
  voiceSettings?: VoiceSettings | undefined;
  language: Language;
  /** The advisor's name, where it is known. */
  advisor?: string | null;
}

const HOLD_MUSIC = "/voice/hold-music";
const MAX_ADVISOR_LENGTH = 80;

export const holdQuery = z.object({ t: z.string().optional() });

const signedWaiting = z.object({
  t: z.string(),
  c: z.string(),
  v: z.string().nullable(),
  s: signedVoiceSettings,
  l: z.enum(LANGUAGES),
  a: z.string().nullable(),
  n: z.number().int().nonnegative(),
});

/** The `waitUrl` of a conference, absolute; `step` counts what was heard there before. */
export function holdMusicPath(waiting: Waiting, step = 0): string {
  const { tenantId, callId, voiceId, voiceSettings, language, advisor } = waiting;
  const token = signedName("hold", {
    t: tenantId,
    c: callId,
    v: voiceId,
    ...signVoiceSettings(voiceSettings),
    l: language,
    a: advisor?.slice(0, MAX_ADVISOR_LENGTH) ?? null,
    n: step,
  });
  return `${env.PUBLIC_URL}${HOLD_MUSIC}?t=${token}`;
}

/** For somebody of whom nothing is known. */
export function openHoldPath(): string {
  return env.PUBLIC_URL + HOLD_MUSIC;
}

/** Undefined for what we did not sign. */
export function readHoldToken(token: string): { waiting: Waiting; step: number } | undefined {
  const parsed = signedWaiting.safeParse(readSignedName("hold", token));
  if (!parsed.success) return undefined;
  const { t, c, v, s, l, a, n } = parsed.data;
  return {
    waiting: { tenantId: t as TenantId, callId: c, voiceId: v, ...s, language: l, advisor: a },
    step: n,
  };
}
