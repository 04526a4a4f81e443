import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useController, type UseFormReturn, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ClosureForm } from "./agenda-closure-form";
import { BusinessTimeInput } from "./business-time-input";
import { FormFaults } from "./form-faults";

type ClosureFieldsProps = {
  form: UseFormReturn<ClosureForm>;
  /** Whose time it is, where that is asked. */
  children?: ReactNode;
};

/** Why, and from when to when: whole days or hours. */
export function ClosureFields({ form, children }: ClosureFieldsProps) {
  const t = useTranslations("agendaSettings.closures");
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
      {children}
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
