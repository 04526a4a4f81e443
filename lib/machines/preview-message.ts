import type { z } from "zod";
import type { Scope } from "@/db/client";
import { getTenant } from "@/db/queries/team";
import type { machineMessageInput } from "@/lib/agents/schema";
import { fillVariables } from "@/lib/agents/variables";
import { AppError, ProviderError } from "@/lib/errors";
import { speakWords } from "@/lib/sentences/speak-words";
import { wavOf } from "@/lib/sentences/telephone-wav";
import type { Language } from "@/lib/vocabulary";

/** Somebody watches a button. */
const PREVIEW_TIMEOUT_MS = 15_000;

/** As long as a mailbox would hear it. */
const MAX_CHARACTERS = 1500;

/** Of nobody. */
const EXAMPLES: Record<Language, Record<string, string>> = {
  es: { contact_name: "Carmen Ruiz", purpose: "confirmar una cita", next_appointment: "martes a las diez" },
  en: { contact_name: "Carmen Ruiz", purpose: "confirm an appointment", next_appointment: "Tuesday at ten" },
};

/**
 * WAV of the message as a mailbox would hear it. Throws `invalid` when nothing is left to say and for a voice that nobody has, `conflict` without an ElevenLabs account,
 * ProviderError when the voice cannot be had.
 */
export async function previewMachineMessage(
  scope: Scope,
  { text, language, variables = {}, ...voice }: z.output<typeof machineMessageInput>,
): Promise<Response> {
  const tenant = await getTenant(scope);
  const values = { ...EXAMPLES[language], business_name: tenant.name, ...variables };
  const words = fillVariables(text, values).replaceAll(/\s+/g, " ").trim().slice(0, MAX_CHARACTERS);
  if (words === "") throw new AppError("invalid", "nothing to say", { text: "required" });
  // Kept for a day: nobody hears it but whoever tries it out.
  const speech = { text: words, language, ...voice, timeoutMs: PREVIEW_TIMEOUT_MS, isPersonal: true };
  const audio = await speakWords(scope, speech).catch((error: unknown) => {
    const isNobodys = error instanceof ProviderError && error.vendorCode === "voice_not_found";
    throw isNobodys ? new AppError("invalid", "unknown voice", { voiceId: "refused_by_vendor" }) : error;
  });
  return new Response(new Uint8Array(wavOf(audio)), {
    headers: { "Content-Type": "audio/wav", "Cache-Control": "no-store" },
  });
}
