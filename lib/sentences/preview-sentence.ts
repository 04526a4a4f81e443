import type { Scope } from "@/db/client";
import { findAgent, listAgents } from "@/db/queries/agents";
import { findSentence } from "@/db/queries/sentences";
import { getTenant } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import type { Language, VoiceSettings } from "@/lib/vocabulary";
import { requireKnownVariables } from "./own-sentences";
import type { PreviewInput } from "./schema";
import { SENTENCES } from "./sentences";
import { speakWords } from "./speak-words";
import { wavOf } from "./telephone-wav";
import { fillSentence, type SentenceValues } from "./variables";

/** Somebody watches a button. */
const PREVIEW_TIMEOUT_MS = 10_000;

/** Of nobody. */
const EXAMPLES: Record<Language, SentenceValues> = {
  es: {
    advisor: "Laura Gómez",
    contact: "Carmen Ruiz",
    reason: "cambiar una cita",
    brief: "Carmen Ruiz llama para cambiar su cita. Prefiere el jueves por la mañana.",
  },
  en: {
    advisor: "Laura Gomez",
    contact: "Carmen Ruiz",
    reason: "to change an appointment",
    brief: "Carmen Ruiz wants to change her appointment. Thursday morning would suit her best.",
  },
};

/**
 * WAV of the sentence as callers would hear it, with example values. Throws `invalid` for an unknown variable, `not_found` for an agent of
 * another tenant, `conflict` without a voice or an account, ProviderError when the voice cannot be had: a recording in its place would
 * pretend that all is well.
 */
export async function previewSentence(
  scope: Scope,
  { key, language, text, agentId }: PreviewInput,
): Promise<Response> {
  if (text !== undefined) requireKnownVariables(key, text);
  const [voice, own, tenant] = await Promise.all([
    voiceOf(scope, agentId),
    findSentence(scope, { key, language }),
    getTenant(scope),
  ]);
  const words = fillSentence(
    text ?? own?.text ?? SENTENCES[key][language],
    { ...EXAMPLES[language], business: tenant.name },
    language,
  );
  if (words === "") throw new AppError("invalid", "nothing to say", { text: "required" });
  const audio = await speakWords(scope, { text: words, language, ...voice, timeoutMs: PREVIEW_TIMEOUT_MS });
  return new Response(new Uint8Array(wavOf(audio)), {
    headers: { "Content-Type": "audio/wav", "Cache-Control": "no-store" },
  });
}

async function voiceOf(
  scope: Scope,
  agentId: string | undefined,
): Promise<{ voiceId: string; voiceSettings: VoiceSettings }> {
  const agent =
    agentId === undefined
      ? (await listAgents(scope)).find(({ voiceId }) => voiceId)
      : await findAgent(scope, agentId);
  if (agentId !== undefined && !agent) throw new AppError("not_found", `agent ${agentId}`);
  if (!agent?.voiceId) throw new AppError("conflict", "no_agent_voice");
  return { voiceId: agent.voiceId, voiceSettings: agent.voiceSettings };
}
