import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agentQueries } from "@/components/agents/agent-queries";
import { callQueries, DAY_LIMIT } from "@/components/calls/call-queries";
import { healthQueries } from "@/components/health/health-queries";
import { numberQueries } from "@/components/numbers/number-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { Today } from "@/components/today/today";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listAgents } from "@/lib/agents/list-agents";
import { listCalls } from "@/lib/calls/list-calls";
import { formatDay } from "@/lib/format";
import { getHealth } from "@/lib/health/run-health-check";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { answer, Prefetched } from "./prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("today");
  return { title: t("title") };
}

export default function TodayPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => {
        const day = formatDay(new Date(), tenant.timeZone);
        return [
          answer(callQueries.day(tenant.id, day), () =>
            listCalls(scope, { from: day, to: day }, { limit: DAY_LIMIT }),
          ),
          answer(accountQueries.list(tenant.id), () => listAccounts(scope)),
          answer(agentQueries.list(tenant.id), () => listAgents(scope)),
          answer(numberQueries.list(tenant.id), () => listNumbers(scope)),
          answer(healthQueries.report(tenant.id), () => getHealth(scope)),
        ];
      }}
    >
      <Today />
    </Prefetched>
  );
}
