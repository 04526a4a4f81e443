"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { sendJson } from "@/lib/api-client";
import { type EndpointView, replayedCount } from "@/lib/outgoing/schema";
import { webhookQueries } from "./webhook-queries";

/** Once the receiver works again: everything that it missed, in order. */
export function WebhookReplayFailed({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () =>
      sendJson("POST", `/api/webhook-endpoints/${endpoint.id}/replay-failed`, undefined, replayedCount),
    onSuccess: async ({ replayed }) => {
      toast.success(t("replayed", { count: replayed }));
      await queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) });
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  if (endpoint.failed === 0 || !endpoint.active) return null;
  return (
    <Button size="sm" busy={replay.isPending} onClick={() => replay.mutate()}>
      <RotateCw aria-hidden="true" />
      {t("replayFailed", { count: endpoint.failed })}
    </Button>
  );
}
