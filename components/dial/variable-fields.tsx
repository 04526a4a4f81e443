"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DialFormState } from "./use-dial-form";

/** `fecha_cita` as a person reads it: `Fecha cita`. */
export function labelOfVariable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What the agent wants to know for this call. */
export function VariableFields({ dial }: { dial: DialFormState }) {
  const t = useTranslations("dial");
  const { form, wanted } = dial;
  if (wanted.length === 0) return null;
  return (
    <fieldset className="grid gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">{t("variables")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {wanted.map(({ name, fallback, isRequired }) => (
          <Field
            key={name}
            id={`dial-variables.${name}`}
            label={labelOfVariable(name)}
            optional={!isRequired}
            error={form.formState.errors.variables?.[name]?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register(`variables.${name}`)}
                placeholder={fallback}
                autoComplete="off"
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
