"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useController, useForm, type UseFormReturn, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { formatDay } from "@/lib/format";
import { type ClosureForm, closureForm, closureOf, newClosure } from "./agenda-closure-form";
import { BusinessTimeInput } from "./business-time-input";
import { FormFaults } from "./form-faults";
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
        <ClosureFields form={form} />
      </form>
    </Dialog>
  );
}

function ClosureFields({ form }: { form: UseFormReturn<ClosureForm> }) {
  const t = useTranslations("agendaSettings.closures");
  const staff = useQuery(agendaQueries.staff(useSession().tenant.id));
  const wholeDays = useController({ control: form.control, name: "wholeDays" }).field;
  const { errors } = form.formState;
  const labels = {
    reason: t("reason"),
    staffId: t("who"),
    firstDay: t("firstDay"),
    lastDay: t("lastDay"),
    from: t("from"),
    to: t("to"),
  };
  return (
    <>
      <FormFaults formState={form.formState} prefix="closure" labels={labels} />
      <Field id="closure-reason" label={labels.reason} help={t("reasonHelp")} error={errors.reason?.message}>
        {(control) => <Input autoComplete="off" {...control} {...form.register("reason")} />}
      </Field>
      <Field id="closure-staffId" label={labels.staffId} error={errors.staffId?.message}>
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
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="sr-only">{t("extent")}</legend>
        {[true, false].map((whole) => (
          <label key={String(whole)} className="flex items-center gap-2.5">
            <input
              type="radio"
              name="closure-extent"
              className="size-4 accent-accent"
              checked={wholeDays.value === whole}
              onChange={() => wholeDays.onChange(whole)}
            />
            {t(whole ? "wholeDays" : "hours")}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <ClosureEnd form={form} day="firstDay" time="from" labels={labels} />
        <ClosureEnd form={form} day="lastDay" time="to" labels={labels} />
      </div>
    </>
  );
}

type ClosureEndProps = {
  form: UseFormReturn<ClosureForm>;
  day: "firstDay" | "lastDay";
  time: "from" | "to";
  labels: Record<"firstDay" | "lastDay" | "from" | "to", string>;
};

function ClosureEnd({ form, day, time, labels }: ClosureEndProps) {
  const { control, formState, register, getValues, setValue } = form;
  const wholeDays = useWatch({ control, name: "wholeDays" });
  const clock = useController({ control, name: time }).field;
  // Most closures are of one day: the last one follows the first.
  const follow = (chosen: string) => {
    if (day === "firstDay" && chosen > getValues("lastDay")) setValue("lastDay", chosen);
  };
  return (
    <div className="grid content-start gap-4">
      <Field id={`closure-${day}`} label={labels[day]} error={formState.errors[day]?.message}>
        {(field) => (
          <Input
            type="date"
            {...field}
            {...register(day, {
              onChange: (event: { target: HTMLInputElement }) => follow(event.target.value),
            })}
          />
        )}
      </Field>
      {!wholeDays && (
        <Field id={`closure-${time}`} label={labels[time]} error={formState.errors[time]?.message}>
          {(field) => <BusinessTimeInput {...field} value={clock.value} onChange={clock.onChange} />}
        </Field>
      )}
    </div>
  );
}
