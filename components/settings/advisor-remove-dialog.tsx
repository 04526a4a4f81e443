"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import type { AdvisorView } from "@/lib/advisors/schema";
import { DeedDialog } from "./deed-dialog";
import { useAdvisorWrites } from "./use-advisor-writes";

type AdvisorRemoveDialogProps = { advisor: AdvisorView; onClose: () => void };

export function AdvisorRemoveDialog({ advisor: { id, name }, onClose }: AdvisorRemoveDialogProps) {
  const t = useTranslations("advisors");
  const messageOf = useErrorMessage();
  const { remove } = useAdvisorWrites();
  const removal = useMutation({
    mutationFn: () => remove(id),
    onSuccess: () => {
      toast.success(t("removed", { name }));
      onClose();
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("removeTitle", { name })}
      deed={t("removeDeed")}
      busy={removal.isPending}
      fault={removal.error ? messageOf(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {t("removeBody")}
    </DeedDialog>
  );
}
