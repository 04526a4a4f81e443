"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { SelectField } from "@/components/settings/select-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ContactInput } from "@/lib/contacts/schema";
import { CONTACT_KINDS, LANGUAGES } from "@/lib/vocabulary";
import type { ContactForm } from "./contact-form-schema";
import { ContactTimeZoneField } from "./contact-time-zone-field";
import { NumberRows } from "./number-rows";
import { TagsField } from "./tags-field";
import { VariableRows } from "./variable-rows";

export type ContactFormState = UseFormReturn<ContactForm, unknown, ContactInput>;

export function ContactFields({ form, withNotes }: { form: ContactFormState; withNotes: boolean }) {
  const t = useTranslations("contacts.form");
  const tKind = useTranslations("contacts.kind");
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <Field id="contact-name" label={t("name")} error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register("name")} autoComplete="off" />}
        </Field>
        <SelectField
          id="contact-kind"
          label={t("kind")}
          error={errors.kind?.message}
          registered={form.register("kind")}
          values={CONTACT_KINDS}
          nameOf={(kind) => tKind(kind)}
        />
      </div>
      <NumberRows form={form} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="contact-email" label={t("email")} optional error={errors.email?.message}>
          {(control) => <Input {...control} {...form.register("email")} type="email" autoComplete="off" />}
        </Field>
        <Field id="contact-dateOfBirth" label={t("dateOfBirth")} optional error={errors.dateOfBirth?.message}>
          {(control) => <Input {...control} {...form.register("dateOfBirth")} type="date" />}
        </Field>
      </div>
      <TagsField form={form} />
      {withNotes && (
        <Field id="contact-notes" label={t("notes")} optional error={errors.notes?.message}>
          {(control) => <Textarea {...control} {...form.register("notes")} />}
        </Field>
      )}
      <LesserFields form={form} />
    </>
  );
}

/** What few contacts have, one press away; open when something in it is wrong. */
function LesserFields({ form }: { form: ContactFormState }) {
  const t = useTranslations("contacts.form");
  const tLanguage = useTranslations("agents.language");
  const { errors } = form.formState;
  const isFaulty = errors.externalId ?? errors.variables ?? errors.timeZone;
  return (
    <details {...(isFaulty ? { open: true } : {})} className="grid gap-4 open:pb-1">
      <summary className="rounded-sm text-ink-muted hover:text-ink">{t("more")}</summary>
      <div className="mt-3 grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            id="contact-language"
            label={t("language")}
            error={errors.language?.message}
            registered={form.register("language")}
            values={["", ...LANGUAGES] as const}
            nameOf={(language) => (language === "" ? t("ownLanguage") : tLanguage(language))}
          />
          <ContactTimeZoneField form={form} />
        </div>
        <Field
          id="contact-externalId"
          label={t("externalId")}
          optional
          help={t("externalIdHelp")}
          error={errors.externalId?.message}
        >
          {(control) => <Input {...control} {...form.register("externalId")} autoComplete="off" />}
        </Field>
        <VariableRows form={form} />
      </div>
    </details>
  );
}
