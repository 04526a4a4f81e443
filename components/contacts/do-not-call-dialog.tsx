"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { sendJson } from "@/lib/api-client";
import { contactDetail, type ContactDetail, doNotCallInput } from "@/lib/contacts/schema";
import { contactQueries } from "./contact-queries";

export function DoNotCallDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const t = useTranslations("contacts.doNotCall");
  const tCommon = useTranslations("common");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const formId = useId();
  const form = useForm<{ reason: string }>({
    resolver: useSchemaResolver<{ reason: string }, { reason: string }>(doNotCallInput.required()),
    defaultValues: { reason: "" },
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    try {
      const saved = await sendJson("PUT", `/api/contacts/${contact.id}/do-not-call`, input, contactDetail);
      queries.setQueryData(contactQueries.detail(tenantId, contact.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: contactQueries.all(tenantId) });
      toast.success(t("done", { name: contact.name }));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: contact.name })}
      description={t("body", { others: contact.sharesNumberWith.length })}
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="danger" busy={isSubmitting}>
            {t("set")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="do-not-call" labels={{ reason: t("reason") }} />
        <Field
          id="do-not-call-reason"
          label={t("reason")}
          optional
          help={t("reasonHelp")}
          error={errors.reason?.message}
        >
          {(control) => <Input {...control} {...form.register("reason")} autoComplete="off" />}
        </Field>
      </form>
    </Dialog>
  );
}
