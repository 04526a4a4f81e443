"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import type { z } from "zod";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { tenantSettings, type TenantView } from "@/lib/tenants/schema";
import { DialCountriesField } from "./dial-countries-field";
import { DialSpending } from "./dial-spending";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

const dialSettings = tenantSettings.pick({
  allowedCountries: true,
  callsPerMinute: true,
  dailySpendCapUsd: true,
});
type DialSettings = z.output<typeof dialSettings>;

function valuesOf({ allowedCountries, callsPerMinute, dailySpendCapUsd }: TenantView): DialSettings {
  return { allowedCountries, callsPerMinute, dailySpendCapUsd };
}

/** The guard against a bill nobody expects: a stolen password must not be worth calls to the other end of the world. */
export function DialSettingsForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("dialSettings");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: dialSettings,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  const { errors } = form.formState;
  const countries = useController({ control: form.control, name: "allowedCountries" }).field;
  const labels = {
    allowedCountries: t("countries"),
    callsPerMinute: t("callsPerMinute"),
    dailySpendCapUsd: t("cap"),
  };
  return (
    <TenantFormCard
      prefix="dial"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={labels}
      save={t("save")}
      onSubmit={() => void submit()}
      className="max-w-xl"
    >
      <fieldset disabled={!mayEdit} className="grid gap-6">
        <DialCountriesField
          id="dial-allowedCountries"
          own={tenant.country}
          value={countries.value}
          error={errors.allowedCountries?.message}
          disabled={!mayEdit}
          onChange={countries.onChange}
        />
        <Field
          id="dial-callsPerMinute"
          label={labels.callsPerMinute}
          help={t("callsPerMinuteHelp")}
          error={errors.callsPerMinute?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("callsPerMinute", { valueAsNumber: true })}
              type="number"
              min={1}
              max={120}
              className="max-w-32 tabular-nums"
            />
          )}
        </Field>
        <Field
          id="dial-dailySpendCapUsd"
          label={labels.dailySpendCapUsd}
          help={t("capHelp")}
          error={errors.dailySpendCapUsd?.message}
        >
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                {...form.register("dailySpendCapUsd", {
                  // A decimal comma is how most of our members write it.
                  setValueAs: (typed: string) => typed.replace(",", "."),
                })}
                inputMode="decimal"
                autoComplete="off"
                className="max-w-32 tabular-nums"
              />
              <span className="text-ink-muted">{t("currency")}</span>
            </span>
          )}
        </Field>
      </fieldset>
      <DialSpending />
    </TenantFormCard>
  );
}
