import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import type { DeliveryView } from "@/lib/outgoing/schema";
import type { DeliveryStatus } from "@/lib/vocabulary";

const TONES: Record<DeliveryStatus, Tone> = { pending: "waiting", delivered: "good", failed: "failed" };

export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  const t = useTranslations("webhooks");
  return <StatusBadge tone={TONES[status]}>{t(`status.${status}`)}</StatusBadge>;
}

/** What came back the last time, or why nothing did. */
export function DeliveryOutcome({ delivery }: { delivery: DeliveryView }) {
  const t = useTranslations("webhooks");
  const { httpStatus, fault, durationMs } = delivery;
  if (httpStatus !== null)
    return durationMs === null ? `HTTP ${httpStatus}` : t("answered", { httpStatus, durationMs });
  return fault === null ? t("notTried") : t(`fault.${fault}`);
}
