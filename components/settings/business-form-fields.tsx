"use client";

import { useLocale, useTranslations } from "next-intl";
import { get, useController, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { cn } from "@/components/ui/class-names";
import type { businessInput } from "@/lib/tenants/schema";
import { WEEKDAYS } from "@/lib/vocabulary";
import { BusinessFields } from "./business-fields";
import { BusinessHoursField } from "./business-hours-field";
import { MOST_STRETCHES, weekdayName } from "./business-week";
import { FormFaults } from "./form-faults";

type BusinessFormFieldsProps = {
  form: UseFormReturn<z.output<typeof businessInput>>;
  disabled: boolean;
  className?: string;
};

/** The fields of `useBusinessForm`, with their faults above them. */
export function BusinessFormFields({ form, disabled, className }: BusinessFormFieldsProps) {
  const { control, formState } = form;
  const hours = useController({ control, name: "openingHours" }).field;
  const labels = useLabels();
  return (
    <>
      <FormFaults formState={formState} prefix="business" labels={{ ...labels.fields, ...labels.hours }} />
      <div className={cn("grid gap-x-8 gap-y-6", className)}>
        <BusinessFields form={form} labels={labels.fields} disabled={disabled} />
        <BusinessHoursField
          prefix="business"
          value={hours.value}
          errorOf={(path) => {
            const message: unknown = get(formState.errors, `openingHours.${path}.message`);
            return typeof message === "string" ? message : undefined;
          }}
          disabled={disabled}
          onChange={hours.onChange}
        />
      </div>
    </>
  );
}

function useLabels() {
  const t = useTranslations("business");
  const locale = useLocale();
  const hours = WEEKDAYS.flatMap((day) =>
    Array.from({ length: MOST_STRETCHES }, (_, index) =>
      (["from", "to"] as const).map((end): [string, string] => [
        `openingHours.${day}.${index}.${end}`,
        t(`hours.${end}`, { day: weekdayName(day, locale), number: index + 1 }),
      ]),
    ).flat(),
  );
  return {
    fields: {
      name: t("name"),
      kind: t("kindLabel"),
      country: t("countryLabel"),
      timeZone: t("timeZone"),
      language: t("languageLabel"),
    },
    hours: Object.fromEntries(hours),
  };
}
