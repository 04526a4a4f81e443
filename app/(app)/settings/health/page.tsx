import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Health } from "@/components/health/health";
import { healthQueries } from "@/components/health/health-queries";
import { getHealth } from "@/lib/health/run-health-check";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("health");
  return { title: t("title") };
}

export default function HealthPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [answer(healthQueries.report(tenant.id), () => getHealth(scope))]}
    >
      <Health />
    </Prefetched>
  );
}
