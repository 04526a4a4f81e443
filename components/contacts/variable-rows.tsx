"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ContactFormState } from "./contact-fields";

/** What agents say of this person in place of `{{name}}`. */
export function VariableRows({ form }: { form: ContactFormState }) {
  const t = useTranslations("contacts.form");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "variables" });
  const errors = form.formState.errors.variables;
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{t("variables")}</legend>
      <p className="mb-1 text-sm text-ink-muted">{t("variablesHelp")}</p>
      {fields.map((row, index) => (
        <div key={row.id} className="grid grid-cols-[2fr_3fr_auto] items-start gap-2">
          <Field
            id={`contact-variables.${index}.name`}
            label={<span className="sr-only">{t("variableName", { place: index + 1 })}</span>}
            error={errors?.[index]?.name?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register(`variables.${index}.name`)}
                className="font-mono text-sm"
                autoComplete="off"
                placeholder={t("variableNamePlaceholder")}
              />
            )}
          </Field>
          <Field
            label={<span className="sr-only">{t("variableValue", { place: index + 1 })}</span>}
            error={errors?.[index]?.value?.message}
          >
            {(control) => (
              <Input {...control} {...form.register(`variables.${index}.value`)} autoComplete="off" />
            )}
          </Field>
          <Button
            variant="ghost"
            size="icon"
            className="mt-1.5"
            aria-label={t("removeVariable", { place: index + 1 })}
            onClick={() => remove(index)}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button size="sm" className="justify-self-start" onClick={() => append({ name: "", value: "" })}>
        <Plus aria-hidden="true" />
        {t("addVariable")}
      </Button>
    </fieldset>
  );
}
