import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { teamQueries } from "@/components/team/team-queries";
import { listTeam } from "@/lib/team/manage-team";
import { answer, Prefetched } from "../../prefetch";
import { TeamSettings } from "@/components/team/team-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("title") };
}

export default function TeamPage() {
  return (
    <Prefetched ask={({ tenant, scope }) => [answer(teamQueries.detail(tenant.id), () => listTeam(scope))]}>
      <TeamSettings />
    </Prefetched>
  );
}
