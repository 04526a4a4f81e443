import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewAgent } from "@/components/agents/new-agent";
import { isTemplateId } from "@/components/agents/templates";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agents");
  return { title: t("newTitle") };
}

export default async function NewAgentPage({ searchParams }: PageProps<"/agents/new">) {
  const { template } = await searchParams;
  return <NewAgent template={isTemplateId(template) ? template : undefined} />;
}
