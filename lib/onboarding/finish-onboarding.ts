import type { Scope } from "@/db/client";
import { getTenant, updateTenant } from "@/db/queries/team";
import { getOnboarding } from "./get-onboarding";
import type { OnboardingView } from "./schema";

/** Finished or put away: nobody is led there any more, but it can be opened again. The first time counts. */
export async function finishOnboarding(scope: Scope): Promise<OnboardingView> {
  const { onboardedAt } = await getTenant(scope);
  if (onboardedAt === null) await updateTenant(scope, { onboardedAt: new Date() });
  return getOnboarding(scope);
}
