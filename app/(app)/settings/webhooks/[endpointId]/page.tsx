import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WebhookLog } from "@/components/settings/webhook-log";
import { webhookQueries } from "@/components/settings/webhook-queries";
import { listEndpoints } from "@/lib/outgoing/manage-endpoints";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("logTitle") };
}

export default async function WebhookLogPage({ params }: PageProps<"/settings/webhooks/[endpointId]">) {
  const { endpointId } = await params;
  return (
    <Prefetched
      ask={({ tenant, role, scope }) =>
        roleAllows(role, "admin")
          ? [answer(webhookQueries.endpoints(tenant.id), () => listEndpoints(scope))]
          : []
      }
    >
      <WebhookLog endpointId={endpointId} />
    </Prefetched>
  );
}
