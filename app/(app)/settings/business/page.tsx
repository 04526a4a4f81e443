import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { answer, Prefetched } from "../../prefetch";
import { BusinessSettings } from "@/components/settings/business-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("business");
  return { title: t("title") };
}

export default function BusinessPage() {
  return (
    <Prefetched ask={({ tenant }) => [answer(tenantQueries.detail(tenant.id), async () => tenant)]}>
      <BusinessSettings />
    </Prefetched>
  );
}
