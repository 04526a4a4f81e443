import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { tenantInput } from "@/lib/tenants/schema";
import { COUNTRIES, LANGUAGES, TENANT_KINDS } from "@/lib/vocabulary";
import { SelectField } from "./select-field";
import { TimeZoneField } from "./time-zone-field";

type TenantInput = z.output<typeof tenantInput>;

type BusinessFieldsProps = {
  form: UseFormReturn<TenantInput>;
  labels: Record<keyof TenantInput, string>;
  disabled: boolean;
};

export function BusinessFields({ form, labels, disabled }: BusinessFieldsProps) {
  const t = useTranslations("business");
  const { control, register, formState } = form;
  const { errors } = formState;
  const country = useWatch({ control, name: "country" });
  return (
    <fieldset disabled={disabled} className="grid gap-5">
      <Field id="business-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
        {(field) => <Input {...field} {...register("name")} autoComplete="organization" />}
      </Field>
      <SelectField
        id="business-kind"
        label={labels.kind}
        error={errors.kind?.message}
        registered={register("kind")}
        values={TENANT_KINDS}
        nameOf={(value) => t(`kind.${value}`)}
      />
      <SelectField
        id="business-country"
        label={labels.country}
        help={t("countryHelp")}
        error={errors.country?.message}
        registered={register("country")}
        values={COUNTRIES}
        nameOf={(value) => t(`country.${value}`)}
      />
      <TimeZoneField control={control} country={country} disabled={disabled} />
      <SelectField
        id="business-language"
        label={labels.language}
        help={t("languageHelp")}
        error={errors.language?.message}
        registered={register("language")}
        values={LANGUAGES}
        nameOf={(value) => t(`language.${value}`)}
      />
    </fieldset>
  );
}
