"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { elevenLabsAccountInput } from "@/lib/accounts/schema";
import { CredentialsForm } from "./credentials-form";
import { SecretField } from "./secret-field";

const SECRETS = ["apiKey", "webhookSecret"] as const;

export function ElevenLabsForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("accounts");
  const form = useForm<z.output<typeof elevenLabsAccountInput>>({
    resolver: useSchemaResolver(elevenLabsAccountInput),
    defaultValues: { apiKey: "", webhookSecret: "" },
    shouldFocusError: false,
  });
  const labels = { apiKey: t("field.apiKey"), webhookSecret: t("field.webhookSecret") };
  return (
    <CredentialsForm vendor="elevenlabs" form={form} labels={labels} onClose={onClose}>
      {SECRETS.map((secret) => (
        <SecretField
          key={secret}
          id={`elevenlabs-${secret}`}
          label={labels[secret]}
          where={t(`where.${secret}`)}
          error={form.formState.errors[secret]?.message}
          registered={form.register(secret)}
        />
      ))}
    </CredentialsForm>
  );
}
