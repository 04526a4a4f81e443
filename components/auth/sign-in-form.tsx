"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { email } from "@/lib/tenants/schema";
import { enter } from "./enter";
import { nextPage } from "./next-page";

const signInInput = z.object({ email, password: z.string().min(1) });
type SignInValues = z.output<typeof signInInput>;

export function SignInForm({ next }: { next: string | undefined }) {
  const t = useTranslations("auth.signIn");
  const resolver = useSchemaResolver<SignInValues, SignInValues>(signInInput);
  const form = useForm<SignInValues, unknown, SignInValues>({
    resolver,
    defaultValues: { email: "", password: "" },
    shouldFocusError: false,
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const labels = { email: t("email"), password: t("password") };
  const submit = form.handleSubmit(async (values) => {
    const refusal = await enter(values.email, values.password);
    if (refusal) form.setError("root", { message: t(refusal) });
    else window.location.assign(nextPage(next));
  });
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <FormFaults formState={form.formState} prefix="sign-in" labels={labels} title={t("faults")} />
      <Field id="sign-in-email" label={labels.email} error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register("email")} type="email" autoComplete="username" />}
      </Field>
      <Field id="sign-in-password" label={labels.password} error={errors.password?.message}>
        {(control) => (
          <PasswordInput {...control} {...form.register("password")} autoComplete="current-password" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || isSubmitSuccessful}>
        {t("submit")}
      </Button>
    </form>
  );
}
