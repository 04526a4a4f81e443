"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { sendJson } from "@/lib/api-client";
import { type ApiKeyInput, apiKeyInput, apiKeyMade, type ApiKeyMade } from "@/lib/api-keys/schema";
import { apiKeyQueries } from "./api-key-queries";
import { ApiKeyScopesField } from "./api-key-scopes-field";
import { FormFaults } from "./form-faults";

type ApiKeyFormProps = { onMade: (made: ApiKeyMade) => void; onClose: () => void };

export function ApiKeyForm({ onMade, onClose }: ApiKeyFormProps) {
  const t = useTranslations("apiKeys");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const formId = useId();
  const form = useForm<ApiKeyInput>({
    resolver: useSchemaResolver(apiKeyInput),
    defaultValues: { name: "", scopes: [] },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      onMade(await sendJson("POST", "/api/keys", input, apiKeyMade));
      void queries.invalidateQueries({ queryKey: apiKeyQueries.list(tenantId).queryKey });
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { name: t("name"), scopes: t("scopes") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("formTitle")}
      description={t("formHelp")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="api-key" labels={labels} />
        <Field id="api-key-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
          {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
        </Field>
        <Controller
          control={form.control}
          name="scopes"
          render={({ field }) => (
            <ApiKeyScopesField
              id="api-key-scopes"
              label={labels.scopes}
              chosen={field.value}
              error={errors.scopes && t("scopesRequired")}
              onChange={field.onChange}
            />
          )}
        />
      </form>
    </Dialog>
  );
}
