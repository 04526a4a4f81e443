import type { Scope } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import { listLineServices } from "@/db/queries/line";
import type { Agent } from "@/db/schema/agents";
import { findOpenAiObstacle } from "@/lib/accounts/credentials";
import { findCandidates } from "@/lib/advisors/find-candidates";
import type { LineService } from "@/lib/vocabulary";
import type { LineFacts } from "./decide-rung";

/** What is the same for every agent of a business. */
export type BusinessFacts = Omit<LineFacts, "mode" | "isLinked" | "hasVoice">;

export async function businessFacts(scope: Scope): Promise<BusinessFacts> {
  const [twilio, elevenLabs, modelObstacle, services] = await Promise.all([
    findAccount(scope, "twilio"),
    findAccount(scope, "elevenlabs"),
    findOpenAiObstacle(scope),
    listLineServices(scope),
  ]);
  const down = services.filter(({ state }) => state === "down");
  return {
    hasElevenLabs: elevenLabs !== undefined,
    modelObstacle: modelObstacle ?? null,
    isTrial: twilio?.status === "trial",
    down: new Map<LineService, string>(down.map(({ service, error }) => [service, error ?? ""])),
  };
}

export function agentFacts(
  business: BusinessFacts,
  agent: Pick<Agent, "mode" | "elevenLabsAgentId" | "voiceId">,
): LineFacts {
  const { mode, elevenLabsAgentId, voiceId } = agent;
  return { ...business, mode, isLinked: elevenLabsAgentId !== null, hasVoice: voiceId !== null };
}

export async function isSomebodyOnDuty(scope: Scope): Promise<boolean> {
  const anybody = { advisorId: null, skill: null, language: null };
  const { candidates } = await findCandidates(scope, anybody, { excludeIds: [], now: new Date() });
  return candidates.length > 0;
}
