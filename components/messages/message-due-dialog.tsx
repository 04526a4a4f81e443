"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useController, useForm } from "react-hook-form";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { BusinessTimeInput } from "@/components/settings/business-time-input";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { MessageView } from "@/lib/messages/schema";
import { type DueForm, dueForm, dueFormOf, dueOfForm } from "./due-form";
import { useChangeMessage } from "./use-change-message";

type MessageDueDialogProps = { message: MessageView; onClose: () => void };

export function MessageDueDialog({ message, onClose }: MessageDueDialogProps) {
  const t = useTranslations("messages.dueDialog");
  const tCommon = useTranslations("common");
  const { timeZone } = useSession().tenant;
  const formId = useId();
  const change = useChangeMessage(message.id);
  const form = useForm<DueForm>({
    resolver: useSchemaResolver<DueForm, DueForm>(dueForm),
    defaultValues: dueFormOf(message.dueAt, timeZone),
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const time = useController({ control: form.control, name: "time" }).field;
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await change.mutateAsync({ dueAt: dueOfForm(input, timeZone) });
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { day: t("day"), time: t("time") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("help")}
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("deed")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="due" labels={labels} />
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3">
          <Field id="due-day" label={labels.day} error={errors.day?.message}>
            {(control) => (
              <Input {...control} {...form.register("day")} type="date" className="tabular-nums" />
            )}
          </Field>
          <Field id="due-time" label={labels.time} error={errors.time?.message}>
            {(control) => <BusinessTimeInput {...control} value={time.value} onChange={time.onChange} />}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
