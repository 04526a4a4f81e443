import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agentQueries } from "@/components/agents/agent-queries";
import { listAgents } from "@/lib/agents/list-agents";
import { answer, Prefetched } from "../prefetch";
import { AgentList } from "@/components/agents/agent-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agents");
  return { title: t("title") };
}

export default function AgentsPage() {
  return (
    <Prefetched ask={({ tenant, scope }) => [answer(agentQueries.list(tenant.id), () => listAgents(scope))]}>
      <AgentList />
    </Prefetched>
  );
}
