import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agentQueries } from "@/components/agents/agent-queries";
import { Analytics } from "@/components/analytics/analytics";
import { analyticsQueries } from "@/components/analytics/analytics-queries";
import { choiceOf } from "@/components/analytics/period-search";
import { listAgents } from "@/lib/agents/list-agents";
import { getAnalytics } from "@/lib/analytics/get-analytics";
import { formatDay } from "@/lib/format";
import { answer, Prefetched } from "../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("analytics");
  return { title: t("title") };
}

export default async function AnalyticsPage({ searchParams }: PageProps<"/analytics">) {
  const search = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  return (
    <Prefetched
      ask={({ tenant, scope }) => {
        const { from, to, agentId } = choiceOf(search, formatDay(new Date(), tenant.timeZone));
        return [
          answer(analyticsQueries.period(tenant.id, { from, to, agentId }), () =>
            getAnalytics(scope, { from, to, agentId }),
          ),
          answer(agentQueries.list(tenant.id), () => listAgents(scope)),
        ];
      }}
    >
      <Analytics />
    </Prefetched>
  );
}
