"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { TenantView } from "@/lib/tenants/schema";
import type { AnalysisForm } from "./analysis-form";

type OwnField = TenantView["analysisFields"][number];

/** What the business asks of every call, each with the control of its kind. */
export function CallAnalysisOwnFields({
  form,
  own,
}: {
  form: UseFormReturn<AnalysisForm>;
  own: readonly OwnField[];
}) {
  const t = useTranslations("calls.analysis");
  if (own.length === 0) return null;
  return (
    <fieldset className="grid gap-5 sm:grid-cols-2">
      <legend className="mb-3 font-medium">{t("ownFields")}</legend>
      {own.map((field) => (
        <OwnFieldControl key={field.name} form={form} field={field} />
      ))}
    </fieldset>
  );
}

function OwnFieldControl({ form, field }: { form: UseFormReturn<AnalysisForm>; field: OwnField }) {
  const t = useTranslations("calls.analysis");
  const { name, label, type, choices } = field;
  const registered = form.register(`fields.${name}`);
  const options =
    type === "boolean"
      ? [
          { value: "yes", text: t("yes") },
          { value: "no", text: t("no") },
        ]
      : choices.map((choice) => ({ value: choice, text: choice }));
  return (
    <Field id={`analysis-fields.${name}`} label={label} error={form.formState.errors.fields?.[name]?.message}>
      {(control) =>
        options.length === 0 ? (
          <Input
            {...control}
            {...registered}
            autoComplete="off"
            inputMode={type === "number" ? "decimal" : "text"}
          />
        ) : (
          <Select {...control} {...registered}>
            <option value="">{t("none")}</option>
            {options.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        )
      }
    </Field>
  );
}
