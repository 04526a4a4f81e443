"use client";

import { useLocale, useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { formFaults, useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormSummary } from "@/components/ui/form-summary";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { Select } from "@/components/ui/select";
import { sendJson } from "@/lib/api-client";
import { type SignUpInput, signUpInput } from "@/lib/tenants/schema";
import { COUNTRIES, LANGUAGES, TENANT_KINDS } from "@/lib/vocabulary";
import { COUNTRY_ZONES, listZones } from "./country-zones";
import { enter } from "./enter";

const ZONES = listZones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));

export function SignUpForm() {
  const t = useTranslations("auth.signUp");
  const tCommon = useTranslations("common");
  const { form, submit } = useSignUp();
  const { errors, isSubmitting, isSubmitSuccessful, submitCount } = form.formState;
  const faults = formFaults(errors, "sign-up");
  return (
    <form noValidate className="grid gap-6" onSubmit={(event) => void submit(event)}>
      <FormSummary
        key={submitCount}
        title={tCommon("formFaults", { count: faults.length })}
        faults={faults}
      />
      <BusinessFields form={form} />
      <fieldset className="grid gap-4">
        <legend className="mb-3 text-lg font-semibold">{t("person")}</legend>
        <Field id="sign-up-person.name" label={t("name")} error={errors.person?.name?.message}>
          {(control) => <Input {...control} {...form.register("person.name")} autoComplete="name" />}
        </Field>
        <Field id="sign-up-person.email" label={t("email")} error={errors.person?.email?.message}>
          {(control) => (
            <Input {...control} {...form.register("person.email")} type="email" autoComplete="username" />
          )}
        </Field>
        <Field
          id="sign-up-person.password"
          label={t("password")}
          help={t("passwordHelp")}
          error={errors.person?.password?.message}
        >
          {(control) => (
            <PasswordInput {...control} {...form.register("person.password")} autoComplete="new-password" />
          )}
        </Field>
      </fieldset>
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || isSubmitSuccessful}>
        {t("submit")}
      </Button>
    </form>
  );
}

function useSignUp() {
  const locale = useLocale();
  const resolver = useSchemaResolver<SignUpInput, SignUpInput>(signUpInput);
  const form = useForm<SignUpInput, unknown, SignUpInput>({
    resolver,
    defaultValues: {
      business: {
        name: "",
        kind: "clinic",
        country: "ES",
        timeZone: COUNTRY_ZONES.ES,
        language: locale === "en" ? "en" : "es",
      },
      person: { name: "", email: "", password: "" },
    },
  });
  const applyError = useApplyApiError(form);
  const submit = form.handleSubmit(async (values) => {
    try {
      await sendJson("POST", "/api/sign-up", values, z.unknown());
    } catch (error) {
      applyError(error);
      return;
    }
    const refusal = await enter(values.person.email, values.person.password);
    window.location.assign(refusal ? "/sign-in" : "/");
  });
  return { form, submit };
}

function BusinessFields({ form }: { form: ReturnType<typeof useSignUp>["form"] }) {
  const t = useTranslations("auth.signUp");
  const tAuth = useTranslations("auth");
  const countryNames = new Intl.DisplayNames(useLocale(), { type: "region" });
  const errors = form.formState.errors.business;
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 text-lg font-semibold">{t("business")}</legend>
      <Field id="sign-up-business.name" label={t("businessName")} error={errors?.name?.message}>
        {(control) => <Input {...control} {...form.register("business.name")} autoComplete="organization" />}
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field id="sign-up-business.kind" label={t("kind")} error={errors?.kind?.message}>
          {(control) => (
            <Select {...control} {...form.register("business.kind")}>
              {TENANT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {tAuth(`kind.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id="sign-up-business.language" label={t("language")} error={errors?.language?.message}>
          {(control) => (
            <Select {...control} {...form.register("business.language")}>
              {LANGUAGES.map((language) => (
                <option key={language} value={language}>
                  {tAuth(`language.${language}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field id="sign-up-business.country" label={t("country")} error={errors?.country?.message}>
        {(control) => (
          <Select
            {...control}
            {...form.register("business.country", {
              onChange: () =>
                form.setValue("business.timeZone", COUNTRY_ZONES[form.getValues("business.country")]),
            })}
          >
            {COUNTRIES.map((country) => (
              <option key={country} value={country}>
                {countryNames.of(country)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="sign-up-business.timeZone"
        label={t("timeZone")}
        help={t("timeZoneHelp")}
        error={errors?.timeZone?.message}
      >
        {(control) => (
          <Controller
            control={form.control}
            name="business.timeZone"
            render={({ field }) => (
              <Combobox
                {...control}
                label={t("timeZone")}
                value={field.value}
                options={ZONES}
                placeholder={t("timeZone")}
                emptyText={tAuth("noZone")}
                onChange={field.onChange}
              />
            )}
          />
        )}
      </Field>
    </fieldset>
  );
}
