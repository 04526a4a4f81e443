"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AdvisorView } from "@/lib/advisors/schema";
import { AdvisorFields } from "./advisor-fields";
import { type AdvisorForm, advisorForm, type AdvisorFormOutput, EMPTY_ADVISOR, formOf } from "./advisor-form";
import { useAdvisorWrites } from "./use-advisor-writes";

type AdvisorDialogProps = {
  /** Absent: somebody new. */
  advisor?: AdvisorView;
  onClose: () => void;
};

export function AdvisorDialog({ advisor, onClose }: AdvisorDialogProps) {
  const t = useTranslations("advisors");
  const tDialog = useTranslations("settings.dialog");
  const formId = useId();
  const { add, change } = useAdvisorWrites();
  const form = useForm<AdvisorForm, unknown, AdvisorFormOutput>({
    resolver: useSchemaResolver<AdvisorForm, AdvisorFormOutput>(advisorForm),
    defaultValues: advisor ? formOf(advisor) : EMPTY_ADVISOR,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    try {
      const { name } = await (advisor ? change(advisor.id, input) : add(input));
      toast.success(t("saved", { name }));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={advisor ? t("changeTitle", { name: advisor.name }) : t("addTitle")}
      className="max-w-2xl"
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={form.formState.isSubmitting}>
            {advisor ? t("save") : t("add")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <AdvisorFields form={form} />
      </form>
    </Dialog>
  );
}
