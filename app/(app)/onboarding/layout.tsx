import { agentQueries } from "@/components/agents/agent-queries";
import { numberQueries } from "@/components/numbers/number-queries";
import { Guide } from "@/components/onboarding/guide";
import { onboardingQueries } from "@/components/onboarding/onboarding-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listAgents } from "@/lib/agents/list-agents";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { getOnboarding } from "@/lib/onboarding/get-onboarding";
import { answer, Prefetched } from "../prefetch";

export default function OnboardingLayout({ children }: LayoutProps<"/onboarding">) {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(onboardingQueries.state(tenant.id), () => getOnboarding(scope)),
        answer(tenantQueries.detail(tenant.id), async () => tenant),
        answer(accountQueries.list(tenant.id), () => listAccounts(scope)),
        answer(agentQueries.list(tenant.id), () => listAgents(scope)),
        answer(numberQueries.list(tenant.id), () => listNumbers(scope)),
      ]}
    >
      <Guide>{children}</Guide>
    </Prefetched>
  );
}
