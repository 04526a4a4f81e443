import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgentDetail } from "@/components/agents/agent-detail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agents");
  return { title: t("agent") };
}

export default async function AgentPage({ params }: PageProps<"/agents/[agentId]">) {
  const { agentId } = await params;
  return <AgentDetail agentId={agentId} />;
}
