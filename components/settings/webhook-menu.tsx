"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Pencil, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { sendJson } from "@/lib/api-client";
import { endpointView, type EndpointView } from "@/lib/outgoing/schema";
import { WebhookDeleteDialog } from "./webhook-delete-dialog";
import { WebhookFormDialog } from "./webhook-form-dialog";
import { webhookQueries } from "./webhook-queries";
import { WebhookRotateDialog } from "./webhook-rotate-dialog";

type Open = "edit" | "rotate" | "delete";

/** What is rarely done to an address. */
export function WebhookMenu({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useState<Open>();
  const switching = useSwitch(endpoint);
  const close = () => setOpen(undefined);
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={t("more", { url: endpoint.url })}>
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => setOpen("edit")}>
          <Pencil aria-hidden="true" />
          {t("edit")}
        </MenuItem>
        <MenuItem onSelect={() => setOpen("rotate")}>
          <KeyRound aria-hidden="true" />
          {t("rotate")}
        </MenuItem>
        <MenuItem onSelect={() => switching.mutate(!endpoint.active)}>
          <Power aria-hidden="true" />
          {t(endpoint.active ? "switchOff" : "switchOn")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setOpen("delete")}>
          <Trash2 aria-hidden="true" />
          {t("delete")}
        </MenuItem>
      </DropdownMenu>
      {open === "edit" && <WebhookFormDialog endpoint={endpoint} onClose={close} />}
      {open === "rotate" && <WebhookRotateDialog endpoint={endpoint} onClose={close} />}
      {open === "delete" && <WebhookDeleteDialog endpoint={endpoint} onClose={close} />}
    </>
  );
}

function useSwitch({ id }: EndpointView) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const switching = useMutation({
    mutationFn: (active: boolean) =>
      sendJson("PATCH", `/api/webhook-endpoints/${id}`, { active }, endpointView),
    onSuccess: (_endpoint, active) => {
      // What waited has failed and what happens meanwhile is not kept: said at once, and undone at one press.
      if (active) toast.success(t("switchedOn"));
      else {
        toast.success(t("switchedOff"), {
          action: { label: t("switchOn"), onClick: () => switching.mutate(true) },
        });
      }
      void queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) });
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  return switching;
}
