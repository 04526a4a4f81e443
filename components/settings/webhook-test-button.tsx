"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { sendJson } from "@/lib/api-client";
import { deliveryDetail, type EndpointView } from "@/lib/outgoing/schema";
import { WebhookDelivery } from "./webhook-delivery";
import { webhookQueries } from "./webhook-queries";

/** Sends something that means nothing, and shows at once what the receiver says. */
export function WebhookTestButton({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      sendJson("POST", `/api/webhook-endpoints/${endpoint.id}/test`, undefined, deliveryDetail),
    onSuccess: () => void queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) }),
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  return (
    <>
      <Button size="sm" busy={test.isPending} onClick={() => test.mutate()}>
        <Send aria-hidden="true" />
        {t("test")}
      </Button>
      {test.data && (
        <Dialog
          open
          onOpenChange={(open) => !open && test.reset()}
          title={t("testTitle")}
          description={t(test.data.status === "delivered" ? "testDelivered" : "testFailed")}
          className="max-w-2xl"
          actions={<Button onClick={() => test.reset()}>{t("done")}</Button>}
        >
          <WebhookDelivery delivery={test.data} />
        </Dialog>
      )}
    </>
  );
}
