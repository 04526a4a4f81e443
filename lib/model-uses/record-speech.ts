import type { Scope } from "@/db/client";
import { addSpeechCost } from "@/db/queries/model-uses";
import { log } from "@/lib/log";
import { usdOfCredits } from "@/lib/providers/elevenlabs/credits";

/** Adds what ElevenLabs took for speaking to what it cost the call. That it cannot be written down is no fault of whoever is spoken to. */
export async function recordSpeech(scope: Scope, callId: string, credits: number): Promise<void> {
  if (credits === 0) return;
  await addSpeechCost(scope, callId, usdOfCredits(credits)).catch((error: unknown) =>
    log.warn({ err: error, callId }, "cost of speech not on record"),
  );
}
