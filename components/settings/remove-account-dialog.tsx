"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import type { Vendor } from "@/lib/vocabulary";
import { DeedDialog } from "./deed-dialog";

export function RemoveAccountDialog({ vendor, onClose }: { vendor: Vendor; onClose: () => void }) {
  const t = useTranslations("accounts");
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const name = { vendor: t(`vendor.${vendor}`) };
  const removal = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/accounts/${vendor}`, undefined, z.unknown()),
    onSuccess: async () => {
      toast.success(t("removed", name));
      onClose();
      await queries.invalidateQueries({ queryKey: ["tenant", tenantId] });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("removeTitle", name)}
      deed={t("removeDeed", name)}
      busy={removal.isPending}
      fault={removal.error ? messageOf(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {t(`removeBody.${vendor}`)}
    </DeedDialog>
  );
}
