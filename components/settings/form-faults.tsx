"use client";

import { useTranslations } from "next-intl";
import type { FieldErrors, FieldValues, FormState } from "react-hook-form";
import { formFaults } from "@/components/frame/api-form";
import { FormSummary } from "@/components/ui/form-summary";

type FormFaultsProps<Values extends FieldValues> = {
  formState: FormState<Values>;
  /** Of the ids of the fields: `<prefix>-<name>`. */
  prefix: string;
  labels: Partial<Record<keyof Values & string, string>>;
};

/** The faults of a form above its fields, each with the name of its field; takes the focus at every refused try. */
export function FormFaults<Values extends FieldValues>({
  formState,
  prefix,
  labels,
}: FormFaultsProps<Values>) {
  const t = useTranslations("common");
  const errors: FieldErrors = formState.errors;
  const faults = formFaults(errors, prefix).map(({ fieldId, message }) => {
    const label = fieldId && labels[fieldId.slice(prefix.length + 1)];
    return { ...(fieldId ? { fieldId } : {}), message: label ? `${label}: ${message}` : message };
  });
  return (
    <FormSummary
      key={formState.submitCount}
      title={t("formFaults", { count: faults.length })}
      faults={faults}
    />
  );
}
