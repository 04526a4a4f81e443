import { viewQuery } from "@/components/frame/view-query";
import { onboardingView } from "@/lib/onboarding/schema";

export const onboardingQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "onboarding"] as const,
  state: (tenantId: string) =>
    viewQuery([...onboardingQueries.all(tenantId), "state"], "/api/onboarding", onboardingView),
};
