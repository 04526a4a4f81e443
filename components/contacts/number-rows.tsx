"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ContactFormState } from "./contact-fields";

const MOST = 10;

/** Telephone numbers in the order in which they are called. */
export function NumberRows({ form }: { form: ContactFormState }) {
  const t = useTranslations("contacts.form");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "numbers" });
  const errors = form.formState.errors.numbers;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("numbers")}</legend>
      {fields.map((row, index) => (
        <div key={row.id} className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[3fr_2fr_auto]">
          <Field
            id={`contact-numbers.${index}.number`}
            label={<span className="sr-only">{t("numberOf", { place: index + 1 })}</span>}
            error={errors?.[index]?.number?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register(`numbers.${index}.number`)}
                type="tel"
                autoComplete="off"
                placeholder={t("numberPlaceholder")}
              />
            )}
          </Field>
          <Field
            label={<span className="sr-only">{t("numberLabelOf", { place: index + 1 })}</span>}
            error={errors?.[index]?.label?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register(`numbers.${index}.label`)}
                autoComplete="off"
                placeholder={t("numberLabelPlaceholder")}
              />
            )}
          </Field>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("removeNumber", { place: index + 1 })}
            className="mt-1.5 max-sm:col-start-2 max-sm:row-start-1"
            onClick={() => remove(index)}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ))}
      {errors?.root?.message && <p className="text-sm text-failed">{errors.root.message}</p>}
      {fields.length < MOST && (
        <Button size="sm" className="justify-self-start" onClick={() => append({ number: "", label: "" })}>
          <Plus aria-hidden="true" />
          {t("addNumber")}
        </Button>
      )}
    </fieldset>
  );
}
