import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agentQueries } from "@/components/agents/agent-queries";
import { getAgent } from "@/lib/agents/save-agent";
import { agentParams } from "@/lib/agents/schema";
import { answer, Prefetched } from "../../prefetch";
import { AgentDetail } from "@/components/agents/agent-detail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agents");
  return { title: t("agent") };
}

export default async function AgentPage({ params }: PageProps<"/agents/[agentId]">) {
  const { agentId } = await params;
  const isId = agentParams.safeParse({ agentId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope }) =>
        isId ? [answer(agentQueries.detail(tenant.id, agentId), () => getAgent(scope, agentId))] : []
      }
    >
      <AgentDetail agentId={agentId} />
    </Prefetched>
  );
}
