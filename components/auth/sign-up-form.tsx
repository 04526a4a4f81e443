"use client";

import { useLocale, useTranslations } from "next-intl";
import { useController, useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { DrawnAt } from "@/components/live/use-now";
import { FormFaults } from "@/components/settings/form-faults";
import { TimeZoneField } from "@/components/settings/time-zone-field";
import { COUNTRY_TIME_ZONES } from "@/components/settings/time-zones";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { Select } from "@/components/ui/select";
import { sendJson } from "@/lib/api-client";
import { type SignUpInput, signUpInput } from "@/lib/tenants/schema";
import { COUNTRIES, LANGUAGES, TENANT_KINDS } from "@/lib/vocabulary";
import { enter } from "./enter";

export function SignUpForm({ drawnAt }: { drawnAt: Date }) {
  const t = useTranslations("auth.signUp");
  const { form, submit } = useSignUp();
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const labels = {
    "business.name": t("businessName"),
    "person.name": t("name"),
    "person.email": t("email"),
    "person.password": t("password"),
  };
  return (
    <form noValidate className="grid gap-6" onSubmit={(event) => void submit(event)}>
      <FormFaults formState={form.formState} prefix="sign-up" labels={labels} />
      <DrawnAt value={drawnAt}>
        <BusinessFields form={form} />
      </DrawnAt>
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
        timeZone: COUNTRY_TIME_ZONES.ES[0],
        language: locale === "en" ? "en" : "es",
      },
      person: { name: "", email: "", password: "" },
    },
    shouldFocusError: false,
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
    window.location.assign(refusal ? "/sign-in" : "/onboarding");
  });
  return { form, submit };
}

function BusinessFields({ form }: { form: ReturnType<typeof useSignUp>["form"] }) {
  const t = useTranslations("auth.signUp");
  const tAuth = useTranslations("auth");
  const countryNames = new Intl.DisplayNames(useLocale(), { type: "region" });
  const errors = form.formState.errors.business;
  const country = useWatch({ control: form.control, name: "business.country" });
  const timeZone = useController({ control: form.control, name: "business.timeZone" }).field;
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
              onChange: () => timeZone.onChange(COUNTRY_TIME_ZONES[form.getValues("business.country")][0]),
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
      <TimeZoneField
        id="sign-up-business.timeZone"
        value={timeZone.value}
        country={country}
        error={errors?.timeZone?.message}
        onChange={timeZone.onChange}
      />
    </fieldset>
  );
}
