import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { AdvisorSettings } from "@/components/settings/advisor-settings";
import { listAdvisors } from "@/lib/advisors/list-advisors";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("advisors");
  return { title: t("title") };
}

export default function AdvisorsPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [answer(advisorQueries.list(tenant.id), () => listAdvisors(scope))]}
    >
      <AdvisorSettings />
    </Prefetched>
  );
}
