"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { sendJson } from "@/lib/api-client";
import { deliveryView, type EndpointView } from "@/lib/outgoing/schema";
import { WebhookDelivery } from "./webhook-delivery";
import { webhookQueries } from "./webhook-queries";

type WebhookDeliveryDialogProps = { deliveryId: string; endpoint: EndpointView; onClose: () => void };

/** One line of the log in full, and the press that sends it again. */
export function WebhookDeliveryDialog({ deliveryId, endpoint, onClose }: WebhookDeliveryDialogProps) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const delivery = useQuery(webhookQueries.delivery(tenantId, deliveryId));
  const replay = useMutation({
    mutationFn: () =>
      sendJson("POST", `/api/webhook-deliveries/${deliveryId}/replay`, undefined, deliveryView),
    onSuccess: async () => {
      toast.success(t("replayed", { count: 1 }));
      onClose();
      await queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) });
    },
  });
  const isOver = delivery.data !== undefined && delivery.data.status !== "pending";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deliveryTitle")}
      className="max-w-2xl"
      actions={
        <>
          <Button onClick={onClose}>{t("done")}</Button>
          {isOver && endpoint.active && (
            <Button variant="primary" busy={replay.isPending} onClick={() => replay.mutate()}>
              <RotateCw aria-hidden="true" />
              {t("replay")}
            </Button>
          )}
        </>
      }
    >
      {delivery.isPending && (
        <Loading>
          <SkeletonRows rows={4} />
        </Loading>
      )}
      {delivery.isError && <LoadError error={delivery.error} onRetry={() => void delivery.refetch()} />}
      {delivery.data && <WebhookDelivery delivery={delivery.data} />}
      {replay.error && (
        <p role="alert" className="text-failed">
          {messageOf(replay.error)}
        </p>
      )}
    </Dialog>
  );
}
