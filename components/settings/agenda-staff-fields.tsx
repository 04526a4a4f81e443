import { useLocale, useTranslations } from "next-intl";
import { get, useController, type UseFormReturn } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ServiceView } from "@/lib/agenda/schema";
import { WEEKDAYS } from "@/lib/vocabulary";
import { AgendaColorField } from "./agenda-color-field";
import type { StaffForm } from "./agenda-staff-dialog";
import { BusinessHoursField } from "./business-hours-field";
import { MOST_STRETCHES, weekdayName } from "./business-week";
import { FormFaults } from "./form-faults";

type AgendaStaffFieldsProps = { form: UseFormReturn<StaffForm>; services: readonly ServiceView[] };

export function AgendaStaffFields({ form, services }: AgendaStaffFieldsProps) {
  const t = useTranslations("agendaSettings.staff");
  const { control, formState } = form;
  const color = useController({ control, name: "color" }).field;
  return (
    <>
      <FormFaults formState={formState} prefix="staff" labels={{ name: t("name"), ...useHoursLabels() }} />
      <Field id="staff-name" label={t("name")} help={t("nameHelp")} error={formState.errors.name?.message}>
        {(field) => <Input autoComplete="off" {...field} {...form.register("name")} />}
      </Field>
      <AgendaColorField label={t("color")} value={color.value} onChange={color.onChange} />
      <HoursChoice form={form} />
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

function HoursChoice({ form }: { form: UseFormReturn<StaffForm> }) {
  const t = useTranslations("agendaSettings.staff");
  const { tenant } = useSession();
  const hours = useController({ control: form.control, name: "openingHours" }).field;
  const choose = (own: boolean) => hours.onChange(own ? structuredClone(tenant.openingHours) : null);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("hours")}</legend>
      {[false, true].map((own) => (
        <label key={String(own)} className="flex items-center gap-2.5">
          <input
            type="radio"
            name="staff-hours"
            className="size-4 accent-accent"
            checked={(hours.value !== null) === own}
            onChange={() => choose(own)}
          />
          {t(own ? "hoursOwn" : "hoursBusiness")}
        </label>
      ))}
      {hours.value && (
        <BusinessHoursField
          prefix="staff"
          words={{ label: t("hoursLabel"), help: t("hoursHelp") }}
          value={hours.value}
          errorOf={(path) => {
            const message: unknown = get(form.formState.errors, `openingHours.${path}.message`);
            return typeof message === "string" ? message : undefined;
          }}
          disabled={false}
          onChange={hours.onChange}
        />
      )}
    </fieldset>
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

/** `Lunes, desde (2)`, so that a fault in the summary says where it is. */
function useHoursLabels(): Record<string, string> {
  const t = useTranslations("business.hours");
  const locale = useLocale();
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) =>
      Array.from({ length: MOST_STRETCHES }, (_, index) =>
        (["from", "to"] as const).map((end) => [
          `openingHours.${day}.${index}.${end}`,
          t(end, { day: weekdayName(day, locale), number: index + 1 }),
        ]),
      ).flat(),
    ),
  );
}
