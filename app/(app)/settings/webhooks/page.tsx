import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { webhookQueries } from "@/components/settings/webhook-queries";
import { WebhookSettings } from "@/components/settings/webhook-settings";
import { listEndpoints } from "@/lib/outgoing/manage-endpoints";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("title") };
}

export default function WebhooksPage() {
  return (
    <Prefetched
      ask={({ tenant, role, scope }) =>
        roleAllows(role, "admin")
          ? [answer(webhookQueries.endpoints(tenant.id), () => listEndpoints(scope))]
          : []
      }
    >
      <WebhookSettings />
    </Prefetched>
  );
}
