"use client";

import { tz } from "@date-fns/tz";
import { useQueryClient } from "@tanstack/react-query";
import { addDays, parseISO } from "date-fns";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { SelectField } from "@/components/settings/select-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { sendJson } from "@/lib/api-client";
import { consentInput, consentView } from "@/lib/contacts/schema";
import { CONSENT_CHANNELS, CONSENT_DECISIONS, CONSENT_PURPOSES, CONSENT_SOURCES } from "@/lib/vocabulary";
import { contactQueries } from "./contact-queries";

const { purpose, channel, decision, source, evidence } = consentInput.shape;
const consentForm = z.object({
  purpose,
  channel,
  decision,
  source,
  evidence: evidence.unwrap(),
  /** Days of the business, `YYYY-MM-DD` or empty. */
  decidedOn: z.string(),
  expiresOn: z.string(),
});
type ConsentForm = z.output<typeof consentForm>;

/** Sources a person picks; the others are the house's own. */
const PICKED_SOURCES = CONSENT_SOURCES.filter((source) => source !== "import" && source !== "api");

export function ConsentDialog({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const t = useTranslations("contacts.consents");
  const tCommon = useTranslations("common");
  const formId = useId();
  const { form, submit } = useConsentForm(contactId, onClose);
  const { errors, isSubmitting } = form.formState;
  const select = (name: "purpose" | "channel" | "decision" | "source") => ({
    id: `consent-${name}`,
    label: t(`fields.${name}`),
    error: errors[name]?.message,
    registered: form.register(name),
  });
  const labels = { decidedOn: t("fields.decidedOn"), expiresOn: t("fields.expiresOn") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("addTitle")}
      description={t("addHelp")}
      className="max-w-lg"
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="consent" labels={labels} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            {...select("purpose")}
            values={CONSENT_PURPOSES}
            nameOf={(value) => t(`purpose.${value}`)}
          />
          <SelectField
            {...select("channel")}
            values={CONSENT_CHANNELS}
            nameOf={(value) => t(`channel.${value}`)}
          />
          <SelectField
            {...select("decision")}
            values={CONSENT_DECISIONS}
            nameOf={(value) => t(`said.${value}`)}
          />
          <SelectField
            {...select("source")}
            values={PICKED_SOURCES}
            nameOf={(value) => t(`source.${value}`)}
          />
          <Field
            id="consent-decidedOn"
            label={labels.decidedOn}
            optional
            help={t("decidedOnHelp")}
            error={errors.decidedOn?.message}
          >
            {(control) => <Input {...control} {...form.register("decidedOn")} type="date" />}
          </Field>
          <Field id="consent-expiresOn" label={labels.expiresOn} optional error={errors.expiresOn?.message}>
            {(control) => <Input {...control} {...form.register("expiresOn")} type="date" />}
          </Field>
        </div>
        <Field
          id="consent-evidence"
          label={t("fields.evidence")}
          optional
          help={t("evidenceHelp")}
          error={errors.evidence?.message}
        >
          {(control) => <Textarea {...control} {...form.register("evidence")} />}
        </Field>
      </form>
    </Dialog>
  );
}

function useConsentForm(contactId: string, onClose: () => void) {
  const t = useTranslations("contacts.consents");
  const { tenant } = useSession();
  const queries = useQueryClient();
  const form = useForm<ConsentForm>({
    resolver: useSchemaResolver<ConsentForm, ConsentForm>(consentForm),
    defaultValues: {
      purpose: "appointments",
      channel: "call",
      decision: "granted",
      source: "in_person",
      evidence: "",
      decidedOn: "",
      expiresOn: "",
    },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError<ConsentForm, ConsentForm>({
    ...form,
    // The server speaks of moments, the form of days.
    setError: (name, error) =>
      form.setError(name.replace(/^(decided|expires)At$/, "$1On") as typeof name, error),
  });
  const zone = { in: tz(tenant.timeZone) };
  const startOf = (day: string) => parseISO(day, zone);
  const submit = form.handleSubmit(async ({ decidedOn, expiresOn, ...decision }) => {
    const body = {
      ...decision,
      ...(decidedOn === "" ? {} : { decidedAt: new Date(+startOf(decidedOn)).toISOString() }),
      // The day itself still counts.
      ...(expiresOn === ""
        ? {}
        : { expiresAt: new Date(+addDays(startOf(expiresOn), 1, zone)).toISOString() }),
    };
    try {
      await sendJson("POST", `/api/contacts/${contactId}/consents`, body, consentView);
      await queries.invalidateQueries({ queryKey: contactQueries.consents(tenant.id, contactId).queryKey });
      toast.success(t("added"));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit };
}
