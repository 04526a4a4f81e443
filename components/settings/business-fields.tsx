import { useTranslations } from "next-intl";
import { useController, type UseFormReturn, useWatch } from "react-hook-form";
import type { z } from "zod";
import { registerShown } from "@/components/frame/api-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { businessInput, tenantInput } from "@/lib/tenants/schema";
import { COUNTRIES, LANGUAGES, TENANT_KINDS } from "@/lib/vocabulary";
import { SelectField } from "./select-field";
import { TimeZoneField } from "./time-zone-field";

type BusinessFieldsProps = {
  form: UseFormReturn<z.output<typeof businessInput>>;
  labels: Record<keyof z.output<typeof tenantInput>, string>;
  disabled: boolean;
};

export function BusinessFields({ form, labels, disabled }: BusinessFieldsProps) {
  const t = useTranslations("business");
  const { control, formState } = form;
  const { errors } = formState;
  const country = useWatch({ control, name: "country" });
  const timeZone = useController({ control, name: "timeZone" }).field;
  return (
    <fieldset disabled={disabled} className="grid content-start gap-5">
      <Field id="business-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
        {(field) => <Input {...field} {...registerShown(form, "name")} autoComplete="organization" />}
      </Field>
      <SelectField
        id="business-kind"
        label={labels.kind}
        error={errors.kind?.message}
        registered={registerShown(form, "kind")}
        values={TENANT_KINDS}
        nameOf={(value) => t(`kind.${value}`)}
      />
      <SelectField
        id="business-country"
        label={labels.country}
        help={t("countryHelp")}
        error={errors.country?.message}
        registered={registerShown(form, "country")}
        values={COUNTRIES}
        nameOf={(value) => t(`country.${value}`)}
      />
      <TimeZoneField
        id="business-timeZone"
        value={timeZone.value}
        country={country}
        error={errors.timeZone?.message}
        disabled={disabled}
        onChange={timeZone.onChange}
      />
      <SelectField
        id="business-language"
        label={labels.language}
        help={t("languageHelp")}
        error={errors.language?.message}
        registered={registerShown(form, "language")}
        values={LANGUAGES}
        nameOf={(value) => t(`language.${value}`)}
      />
    </fieldset>
  );
}
