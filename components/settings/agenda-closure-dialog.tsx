"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { formatDay } from "@/lib/format";
import { ClosureFields } from "./agenda-closure-fields";
import { type ClosureForm, closureForm, closureOf, newClosure } from "./agenda-closure-form";
import { useAgendaWrites } from "./use-agenda-writes";

export function AgendaClosureDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("agendaSettings.closures");
  const tDialog = useTranslations("settings.dialog");
  const { timeZone } = useSession().tenant;
  const formId = useId();
  const [today] = useState(() => formatDay(new Date(), timeZone));
  const { addClosure } = useAgendaWrites();
  const form = useForm<ClosureForm>({
    resolver: useSchemaResolver<ClosureForm, ClosureForm>(closureForm),
    defaultValues: newClosure(today),
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    try {
      const { reason } = await addClosure(closureOf(input, timeZone));
      toast.success(t("saved", { reason }));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("addTitle")}
      description={t("addHelp")}
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={form.formState.isSubmitting}>
            {t("addDeed")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <ClosureFields form={form}>
          <ClosureWho form={form} />
        </ClosureFields>
      </form>
    </Dialog>
  );
}

function ClosureWho({ form }: { form: UseFormReturn<ClosureForm> }) {
  const t = useTranslations("agendaSettings.closures");
  const staff = useQuery(agendaQueries.staff(useSession().tenant.id));
  return (
    <Field id="closure-staffId" label={t("who")} error={form.formState.errors.staffId?.message}>
      {(control) => (
        <Select {...control} {...form.register("staffId")}>
          <option value="">{t("everybody")}</option>
          {staff.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
