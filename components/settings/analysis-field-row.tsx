"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { ANALYSIS_FIELD_TYPES } from "@/lib/vocabulary";
import { type FieldsForm, nameOfLabel } from "./analysis-form";
import { SelectField } from "./select-field";

interface AnalysisFieldRowProps {
  form: UseFormReturn<FieldsForm>;
  index: number;
  disabled: boolean;
  onRemove: () => void;
}

/** One thing to be found; its key follows from its name until somebody writes another one. */
export function AnalysisFieldRow({ form, index, disabled, onRemove }: AnalysisFieldRowProps) {
  const t = useTranslations("analysisSettings");
  const { label, type } = useWatch({ control: form.control, name: `analysisFields.${index}` });
  const at = `analysisFields.${index}` as const;
  const errors = form.formState.errors.analysisFields?.[index];
  const nameIt = (typed: string) => {
    if (form.getValues(`${at}.name`) !== "") return;
    form.setValue(`${at}.name`, nameOfLabel(typed), { shouldDirty: true });
  };
  return (
    <fieldset
      disabled={disabled}
      aria-label={t("fields.item", { number: index + 1 })}
      className="relative grid gap-4 rounded-lg border p-4 sm:grid-cols-2"
    >
      <Field
        id={`own-${at}.label`}
        label={t("fields.label")}
        help={t("fields.labelHelp")}
        error={errors?.label?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register(`${at}.label`, {
              onBlur: (event: { target: { value: string } }) => nameIt(event.target.value),
            })}
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        id={`own-${at}.name`}
        label={t("fields.name")}
        help={t("fields.nameHelp")}
        error={errors?.name?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register(`${at}.name`)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <Field
          id={`own-${at}.description`}
          label={t("fields.meaning")}
          optional
          help={t("fields.meaningHelp")}
          error={errors?.description?.message}
        >
          {(control) => <Input {...control} {...form.register(`${at}.description`)} autoComplete="off" />}
        </Field>
      </div>
      <SelectField
        id={`own-${at}.type`}
        label={t("fields.type")}
        error={errors?.type?.message}
        registered={form.register(`${at}.type`)}
        values={ANALYSIS_FIELD_TYPES}
        nameOf={(value) => t(`type.${value}`)}
      />
      {type === "choice" && (
        <Field
          id={`own-${at}.choices`}
          label={t("fields.choices")}
          help={t("fields.choicesHelp")}
          error={errors?.choices?.message}
        >
          {(control) => <Textarea {...control} {...form.register(`${at}.choices`)} rows={4} />}
        </Field>
      )}
      {!disabled && (
        <Button
          variant="ghost"
          size="icon-sm"
          className="absolute top-2 right-2"
          aria-label={label.trim() ? t("fields.remove", { label: label.trim() }) : t("fields.removeUnnamed")}
          onClick={onRemove}
        >
          <X aria-hidden="true" />
        </Button>
      )}
    </fieldset>
  );
}
