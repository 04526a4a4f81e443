"use client";

import { useTranslations } from "next-intl";
import type { FieldErrors, FieldPath, FieldValues, FormState } from "react-hook-form";
import { formFaults } from "@/components/frame/api-form";
import { FormSummary } from "@/components/ui/form-summary";

type FormFaultsProps<Values extends FieldValues> = {
  formState: FormState<Values>;
  /** Of the ids of the fields: `<prefix>-<name>`. */
  prefix: string;
  labels: Partial<Record<FieldPath<Values>, string>>;
  /** How many there are, when not given. */
  title?: string;
};

/** The faults of a form above its fields, each with the name of its field; takes the focus at every refused try. */
export function FormFaults<Values extends FieldValues>({
  formState,
  prefix,
  labels,
  title,
}: FormFaultsProps<Values>) {
  const t = useTranslations("common");
  const errors: FieldErrors = formState.errors;
  const labelOf: Partial<Record<string, string>> = labels;
  const faults = formFaults(errors, prefix).map(({ fieldId, message }) => {
    const label = fieldId && labelOf[fieldId.slice(prefix.length + 1)];
    return { ...(fieldId ? { fieldId } : {}), message: label ? `${label}: ${message}` : message };
  });
  return (
    <FormSummary
      key={formState.submitCount}
      title={title ?? t("formFaults", { count: faults.length })}
      faults={faults}
    />
  );
}
