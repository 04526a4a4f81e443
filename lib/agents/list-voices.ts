import type { Scope } from "@/db/client";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { listVoices as askVendor, type Voice } from "@/lib/providers/elevenlabs/rest";

/** Throws `conflict` without an ElevenLabs account. */
export async function listVoices(scope: Scope): Promise<Voice[]> {
  const { apiKey } = await getElevenLabsCredentials(scope);
  return askVendor(apiKey);
}
