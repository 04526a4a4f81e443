import type { Scope } from "@/db/client";
import { listAccounts, listAgents, listNumbers } from "@/db/queries/agents";
import { hasAnsweredCall } from "@/db/queries/onboarding";
import { getTenant } from "@/db/queries/team";
import { knownSetup } from "@/lib/accounts/vendor-setup";
import { onboardingOf } from "./rules";
import type { OnboardingView } from "./schema";

/** How far the business is on the guided path, and what is in its way. Asks no vendor. */
export async function getOnboarding(scope: Scope): Promise<OnboardingView> {
  const [tenant, accounts, agents, numbers, wasAnswered] = await Promise.all([
    getTenant(scope),
    listAccounts(scope),
    listAgents(scope),
    listNumbers(scope),
    hasAnsweredCall(scope),
  ]);
  const elevenLabs = accounts.find(({ vendor }) => vendor === "elevenlabs");
  return onboardingOf({
    openingHours: tenant.openingHours,
    accounts,
    isPrepared: elevenLabs !== undefined && knownSetup(elevenLabs) !== undefined,
    agents,
    numbers,
    hasAnsweredCall: wasAnswered,
    finishedAt: tenant.onboardedAt,
  });
}
