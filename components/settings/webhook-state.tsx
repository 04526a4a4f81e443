import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/badge";
import type { EndpointView } from "@/lib/outgoing/schema";

/** Whether an address is told anything, and how that goes. */
export function WebhookState({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const { active, disabledReason, pending, failed } = endpoint;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {active ? (
        <StatusBadge tone="good">{t("active")}</StatusBadge>
      ) : (
        <StatusBadge tone={disabledReason ? "failed" : "ended"}>{t("off")}</StatusBadge>
      )}
      {pending > 0 && <StatusBadge tone="waiting">{t("pendingCount", { count: pending })}</StatusBadge>}
      {failed > 0 && <StatusBadge tone="failed">{t("failedCount", { count: failed })}</StatusBadge>}
    </span>
  );
}
