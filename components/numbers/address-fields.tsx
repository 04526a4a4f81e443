"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { FormFaults } from "@/components/settings/form-faults";
import { SelectField } from "@/components/settings/select-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AddressInput, AvailableNumberView } from "@/lib/numbers/schema";
import { COUNTRIES } from "@/lib/vocabulary";

const LINES = ["customerName", "street", "postalCode", "city", "region"] as const;
/** So that a browser can fill them in. */
const AUTOCOMPLETE = {
  customerName: "organization",
  street: "street-address",
  postalCode: "postal-code",
  city: "address-level2",
  region: "address-level1",
} as const;

type AddressFieldsProps = {
  form: UseFormReturn<AddressInput>;
  requirement: Exclude<AvailableNumberView["addressRequirements"], "none">;
};

/** Who holds the number, as the regulator of its country wants to know. */
export function AddressFields({ form, requirement }: AddressFieldsProps) {
  const t = useTranslations("numbers.buy");
  const tCountry = useTranslations("business.country");
  const { errors } = form.formState;
  const labels = {
    customerName: t("field.customerName"),
    street: t("field.street"),
    postalCode: t("field.postalCode"),
    city: t("field.city"),
    region: t("field.region"),
    country: t("field.country"),
  };
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="font-medium">{t("addressTitle")}</legend>
      <p className="text-sm text-ink-muted sm:col-span-2">{t(`address.${requirement}`)}</p>
      <div className="empty:hidden sm:col-span-2">
        <FormFaults formState={form.formState} prefix="address" labels={labels} />
      </div>
      {LINES.map((name) => (
        <div
          key={name}
          className={name === "customerName" || name === "street" ? "sm:col-span-2" : undefined}
        >
          <Field id={`address-${name}`} label={labels[name]} error={errors[name]?.message}>
            {(control) => <Input {...control} {...form.register(name)} autoComplete={AUTOCOMPLETE[name]} />}
          </Field>
        </div>
      ))}
      <SelectField
        id="address-country"
        label={labels.country}
        error={errors.country?.message}
        registered={form.register("country")}
        values={COUNTRIES}
        nameOf={(country) => tCountry(country)}
      />
    </fieldset>
  );
}
