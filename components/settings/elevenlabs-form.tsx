"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { elevenLabsAccountInput } from "@/lib/accounts/schema";
import { CredentialsForm } from "./credentials-form";
import { SecretField } from "./secret-field";

// Left empty, it is not a short secret: there is none.
const absentWhenEmpty = (typed: string | undefined) => (typed?.trim() ? typed : undefined);

export function ElevenLabsForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("accounts");
  const form = useForm<z.output<typeof elevenLabsAccountInput>>({
    resolver: useSchemaResolver(elevenLabsAccountInput),
    defaultValues: { apiKey: "" },
    shouldFocusError: false,
  });
  const labels = { apiKey: t("field.apiKey"), webhookSecret: t("field.webhookSecret") };
  return (
    <CredentialsForm vendor="elevenlabs" form={form} labels={labels} onClose={onClose}>
      <SecretField
        id="elevenlabs-apiKey"
        label={labels.apiKey}
        where={t("where.apiKey")}
        error={form.formState.errors.apiKey?.message}
        registered={form.register("apiKey")}
      />
      <SecretField
        id="elevenlabs-webhookSecret"
        label={labels.webhookSecret}
        where={t("where.webhookSecret")}
        error={form.formState.errors.webhookSecret?.message}
        registered={form.register("webhookSecret", { setValueAs: absentWhenEmpty })}
        optional
      />
    </CredentialsForm>
  );
}
