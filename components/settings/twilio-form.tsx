"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { twilioAccountInput } from "@/lib/accounts/schema";
import { CredentialsForm } from "./credentials-form";
import { SecretField } from "./secret-field";

export function TwilioForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("accounts");
  const form = useForm<z.output<typeof twilioAccountInput>>({
    resolver: useSchemaResolver(twilioAccountInput),
    defaultValues: { accountSid: "", authToken: "" },
    shouldFocusError: false,
  });
  const { errors } = form.formState;
  const labels = { accountSid: t("field.accountSid"), authToken: t("field.authToken") };
  return (
    <CredentialsForm vendor="twilio" form={form} labels={labels} onClose={onClose}>
      <Field
        id="twilio-accountSid"
        label={labels.accountSid}
        help={t("where.accountSid")}
        error={errors.accountSid?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("accountSid")}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
      <SecretField
        id="twilio-authToken"
        label={labels.authToken}
        where={t("where.authToken")}
        error={errors.authToken?.message}
        registered={form.register("authToken")}
      />
    </CredentialsForm>
  );
}
