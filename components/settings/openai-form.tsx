"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { openAiAccountInput } from "@/lib/accounts/schema";
import { CredentialsForm } from "./credentials-form";
import { SecretField } from "./secret-field";

export function OpenAiForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("accounts");
  const form = useForm<z.output<typeof openAiAccountInput>>({
    resolver: useSchemaResolver(openAiAccountInput),
    defaultValues: { apiKey: "" },
    shouldFocusError: false,
  });
  const labels = { apiKey: t("field.apiKey") };
  return (
    <CredentialsForm vendor="openai" form={form} labels={labels} onClose={onClose}>
      <SecretField
        id="openai-apiKey"
        label={labels.apiKey}
        where={t("where.openAiKey")}
        error={form.formState.errors.apiKey?.message}
        registered={form.register("apiKey")}
      />
    </CredentialsForm>
  );
}
