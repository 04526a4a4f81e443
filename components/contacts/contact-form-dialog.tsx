"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { sendJson } from "@/lib/api-client";
import { contactDetail, type ContactDetail, type ContactInput } from "@/lib/contacts/schema";
import { ContactFields } from "./contact-fields";
import {
  changesOf,
  type ContactForm,
  contactForm,
  EMPTY_CONTACT,
  formOf,
  withoutEmptyRows,
} from "./contact-form-schema";
import { contactQueries } from "./contact-queries";

type ContactFormDialogProps = {
  /** Absent: a new one. */
  contact?: ContactDetail;
  onClose: () => void;
};

export function ContactFormDialog({ contact, onClose }: ContactFormDialogProps) {
  const t = useTranslations("contacts.form");
  const tCommon = useTranslations("common");
  const formId = useId();
  const { form, submit } = useContactForm(contact, onClose);
  const labels = {
    name: t("name"),
    email: t("email"),
    dateOfBirth: t("dateOfBirth"),
    externalId: t("externalId"),
    tags: t("tags"),
    numbers: t("numbers"),
    notes: t("notes"),
    ...Object.fromEntries(
      form
        .getValues("numbers")
        .map((_, index) => [`numbers.${index}.number`, t("numberOf", { place: index + 1 })]),
    ),
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !form.formState.isSubmitting && onClose()}
      title={contact ? t("editTitle") : t("newTitle")}
      className="max-w-2xl"
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={form.formState.isSubmitting}>
            {contact ? t("save") : t("create")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="contact" labels={labels} />
        <ContactFields form={form} withNotes={!contact} />
      </form>
    </Dialog>
  );
}

function useContactForm(contact: ContactDetail | undefined, onClose: () => void) {
  const t = useTranslations("contacts.form");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const router = useRouter();
  const form = useForm<ContactForm, unknown, ContactInput>({
    resolver: useSchemaResolver<ContactForm, ContactInput>(contactForm),
    defaultValues: contact ? formOf(contact) : EMPTY_CONTACT,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);

  const keep = async (body: ContactInput): Promise<ContactDetail> => {
    if (!contact) return sendJson("POST", "/api/contacts", body, contactDetail);
    const changes = changesOf(body, contact);
    if (Object.keys(changes).length === 0) return contact;
    return sendJson("PATCH", `/api/contacts/${contact.id}`, changes, contactDetail);
  };
  const send = form.handleSubmit(async (body) => {
    try {
      const saved = await keep(body);
      queries.setQueryData(contactQueries.detail(tenantId, saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: contactQueries.all(tenantId) });
      toast.success(t(contact ? "saved" : "created", { name: saved.name }));
      onClose();
      if (!contact) router.push(`/contacts/${saved.id}` as Route);
    } catch (error) {
      applyApiError(error);
    }
  });
  return {
    form,
    submit: (event: FormEvent) => {
      event.preventDefault();
      const { numbers, variables } = withoutEmptyRows(form.getValues());
      form.setValue("numbers", numbers);
      form.setValue("variables", variables);
      void send();
    },
  };
}
