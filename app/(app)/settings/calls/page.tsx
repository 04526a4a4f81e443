import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DialSettings } from "@/components/settings/dial-settings";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { getSpending } from "@/lib/tenants/get-spending";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dialSettings");
  return { title: t("title") };
}

export default function DialSettingsPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(tenantQueries.detail(tenant.id), async () => tenant),
        answer(tenantQueries.spending(tenant.id), () => getSpending(scope, tenant)),
      ]}
    >
      <DialSettings />
    </Prefetched>
  );
}
