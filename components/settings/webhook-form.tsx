"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { sendJson } from "@/lib/api-client";
import {
  type EndpointInput,
  endpointInput,
  endpointMade,
  endpointView,
  type EndpointView,
} from "@/lib/outgoing/schema";
import { FormFaults } from "./form-faults";
import { WebhookEventsField } from "./webhook-events-field";
import { webhookQueries } from "./webhook-queries";

type WebhookFormProps = {
  endpoint: EndpointView | undefined;
  /** With the secret of a new address. */
  onDone: (secret: string | undefined) => void;
  onClose: () => void;
};

export function WebhookForm({ endpoint, onDone, onClose }: WebhookFormProps) {
  const t = useTranslations("webhooks");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const formId = useId();
  const form = useForm<EndpointInput>({
    resolver: useSchemaResolver(endpointInput),
    defaultValues: { url: endpoint?.url ?? "", events: endpoint?.events ?? [] },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      if (endpoint) {
        await sendJson("PATCH", `/api/webhook-endpoints/${endpoint.id}`, input, endpointView);
        toast.success(t("saved"));
        onDone(undefined);
      } else {
        onDone((await sendJson("POST", "/api/webhook-endpoints", input, endpointMade)).secret);
      }
      void queries.invalidateQueries({ queryKey: webhookQueries.all(tenantId) });
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { url: t("url"), events: t("events") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(endpoint ? "editTitle" : "formTitle")}
      description={t("formHelp")}
      className="max-w-xl"
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t(endpoint ? "save" : "add")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="webhook" labels={labels} />
        <Field id="webhook-url" label={labels.url} help={t("urlHelp")} error={errors.url?.message}>
          {(control) => (
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://"
              {...control}
              {...form.register("url")}
            />
          )}
        </Field>
        <Controller
          control={form.control}
          name="events"
          render={({ field }) => (
            <WebhookEventsField
              id="webhook-events"
              label={labels.events}
              chosen={field.value}
              error={errors.events && t("eventsRequired")}
              onChange={field.onChange}
            />
          )}
        />
      </form>
    </Dialog>
  );
}
