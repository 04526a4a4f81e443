import { useTranslations } from "next-intl";
import { Instant } from "@/components/calls/instant";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { DeliveryView } from "@/lib/outgoing/schema";
import { DeliveryBadge, DeliveryOutcome } from "./webhook-outcome";

type WebhookLogTableProps = { deliveries: readonly DeliveryView[]; onOpen: (deliveryId: string) => void };

export function WebhookLogTable({ deliveries, onOpen }: WebhookLogTableProps) {
  const t = useTranslations("webhooks");
  return (
    <Table aria-label={t("logTitle")}>
      <thead>
        <tr>
          <TableHead>{t("event.label")}</TableHead>
          <TableHead>{t("status.label")}</TableHead>
          <TableHead className="max-sm:hidden">{t("answer")}</TableHead>
          <TableHead className="text-right max-md:hidden">{t("attempts")}</TableHead>
          <TableHead className="max-sm:hidden">{t("happened")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id} data-testid="webhook-log-row" data-status={delivery.status}>
            <TableCell className="py-2">
              <button
                type="button"
                className="rounded-sm text-left text-accent-ink underline underline-offset-2"
                onClick={() => onOpen(delivery.id)}
              >
                {t(`event.${delivery.event}`)}
              </button>
              {delivery.replayOf && <span className="ml-2 text-sm text-ink-muted">{t("isReplay")}</span>}
              <span className="block text-sm text-ink-muted sm:hidden">
                <Instant at={delivery.createdAt} />
              </span>
            </TableCell>
            <TableCell>
              <DeliveryBadge status={delivery.status} />
            </TableCell>
            <TableCell className="text-ink-muted max-sm:hidden">
              <DeliveryOutcome delivery={delivery} />
            </TableCell>
            <TableCell className="text-right tabular-nums max-md:hidden">{delivery.attempts}</TableCell>
            <TableCell className="text-ink-muted max-sm:hidden">
              <Instant at={delivery.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
