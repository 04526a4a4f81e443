"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { sendJson } from "@/lib/api-client";
import { changePasswordInput } from "@/lib/tenants/schema";
import { FormFaults } from "./form-faults";

type PasswordChange = z.output<typeof changePasswordInput>;

export function PasswordSettings() {
  const t = useTranslations("settings.account");
  const { user } = useSession();
  const form = useForm<PasswordChange>({
    resolver: useSchemaResolver(changePasswordInput),
    defaultValues: { current: "", next: "" },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { errors, isSubmitting } = form.formState;
  const labels = { current: t("current"), next: t("next") };
  const submit = form.handleSubmit(async (input) => {
    try {
      await sendJson("POST", "/api/session/password", input, z.unknown());
      toast.success(t("saved"));
      form.reset();
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <div className="grid max-w-xl gap-5">
      <p>
        {t("signedInAs")} <strong className="font-medium">{user.name}</strong>{" "}
        <span className="text-ink-muted">({user.email})</span>
      </p>
      <Card aria-labelledby="password-title">
        <CardHeader title={t("passwordTitle")} titleId="password-title" description={t("passwordHelp")} />
        <CardBody>
          <form
            noValidate
            aria-labelledby="password-title"
            onSubmit={(event) => void submit(event)}
            className="grid gap-4"
          >
            <FormFaults formState={form.formState} prefix="password" labels={labels} />
            {/* Tells password managers whose password this is. */}
            <input type="hidden" name="username" autoComplete="username" value={user.email} />
            <Field id="password-current" label={labels.current} error={errors.current?.message}>
              {(control) => (
                <PasswordInput {...control} {...form.register("current")} autoComplete="current-password" />
              )}
            </Field>
            <Field id="password-next" label={labels.next} help={t("nextHelp")} error={errors.next?.message}>
              {(control) => (
                <PasswordInput {...control} {...form.register("next")} autoComplete="new-password" />
              )}
            </Field>
            <div>
              <Button type="submit" variant="primary" busy={isSubmitting}>
                {t("save")}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
    </div>
  );
}
