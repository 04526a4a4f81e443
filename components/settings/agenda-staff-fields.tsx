import { useTranslations } from "next-intl";
import { useController, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ServiceView } from "@/lib/agenda/schema";
import { AgendaColorField } from "./agenda-color-field";
import type { StaffForm } from "./agenda-staff-dialog";
import { FormFaults } from "./form-faults";
import { OwnHoursField, useHoursLabels } from "./own-hours-field";

type AgendaStaffFieldsProps = { form: UseFormReturn<StaffForm>; services: readonly ServiceView[] };

export function AgendaStaffFields({ form, services }: AgendaStaffFieldsProps) {
  const t = useTranslations("agendaSettings.staff");
  const { control, formState } = form;
  const color = useController({ control, name: "color" }).field;
  const hours = useController({ control, name: "openingHours" }).field;
  return (
    <>
      <FormFaults formState={formState} prefix="staff" labels={{ name: t("name"), ...useHoursLabels() }} />
      <Field id="staff-name" label={t("name")} help={t("nameHelp")} error={formState.errors.name?.message}>
        {(field) => <Input autoComplete="off" {...field} {...form.register("name")} />}
      </Field>
      <AgendaColorField label={t("color")} value={color.value} onChange={color.onChange} />
      <OwnHoursField
        prefix="staff"
        words={{ label: t("hoursLabel"), help: t("hoursHelp") }}
        value={hours.value}
        errors={formState.errors}
        onChange={hours.onChange}
      />
      {services.length > 0 && <ServicesChoice form={form} services={services} />}
      <label className="flex items-start gap-2.5">
        <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...form.register("active")} />
        <span className="grid gap-0.5">
          <span className="font-medium">{t("active")}</span>
          <span className="text-sm text-ink-muted">{t("activeHelp")}</span>
        </span>
      </label>
    </>
  );
}

function ServicesChoice({ form, services }: AgendaStaffFieldsProps) {
  const t = useTranslations("agendaSettings.staff");
  const chosen = useController({ control: form.control, name: "serviceIds" }).field;
  const toggle = (id: string, on: boolean) =>
    chosen.onChange(on ? [...chosen.value, id] : chosen.value.filter((other) => other !== id));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("services")}</legend>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {services.map(({ id, name }) => (
          <label key={id} className="flex items-start gap-2.5">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={chosen.value.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
