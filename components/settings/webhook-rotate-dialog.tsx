"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/components/frame/error-message";
import { sendJson } from "@/lib/api-client";
import { type EndpointView, rotatedSecret } from "@/lib/outgoing/schema";
import { DeedDialog } from "./deed-dialog";
import { WebhookSecretShown } from "./webhook-secret-shown";

/** First what follows from it, then the new secret. */
export function WebhookRotateDialog({ endpoint, onClose }: { endpoint: EndpointView; onClose: () => void }) {
  const t = useTranslations("webhooks");
  const messageOf = useErrorMessage();
  const rotation = useMutation({
    mutationFn: () =>
      sendJson("POST", `/api/webhook-endpoints/${endpoint.id}/rotate`, undefined, rotatedSecret),
  });
  if (rotation.data) {
    const { secret, previousUntil } = rotation.data;
    return <WebhookSecretShown secret={secret} previousUntil={previousUntil} onClose={onClose} />;
  }
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("rotateTitle")}
      deed={t("rotate")}
      busy={rotation.isPending}
      fault={rotation.error ? messageOf(rotation.error) : undefined}
      onConfirm={() => rotation.mutate()}
    >
      {t("rotateBody")}
    </DeedDialog>
  );
}
