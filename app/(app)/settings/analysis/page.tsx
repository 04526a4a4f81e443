import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AnalysisSettings } from "@/components/settings/analysis-settings";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("analysisSettings");
  return { title: t("title") };
}

export default function AnalysisPage() {
  return (
    <Prefetched ask={({ tenant }) => [answer(tenantQueries.detail(tenant.id), async () => tenant)]}>
      <AnalysisSettings />
    </Prefetched>
  );
}
