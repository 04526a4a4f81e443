"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import type { EndpointView } from "@/lib/outgoing/schema";
import { DeedDialog } from "./deed-dialog";
import { webhookQueries } from "./webhook-queries";

const LIST = "/settings/webhooks";

export function WebhookDeleteDialog({ endpoint, onClose }: { endpoint: EndpointView; onClose: () => void }) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const router = useRouter();
  const path = usePathname();
  const deletion = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/webhook-endpoints/${endpoint.id}`, undefined, z.unknown()),
    onSuccess: async () => {
      toast.success(t("deleted"));
      onClose();
      // Its own page is gone with it.
      if (path !== LIST) router.push(LIST);
      await queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("deleteTitle")}
      deed={t("delete")}
      busy={deletion.isPending}
      fault={deletion.error ? messageOf(deletion.error) : undefined}
      onConfirm={() => deletion.mutate()}
    >
      {t("deleteBody", { url: endpoint.url })}
    </DeedDialog>
  );
}
