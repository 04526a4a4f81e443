"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { ContactField } from "./contact-field";
import { TimeFields } from "./time-fields";
import type { GoTo } from "./use-agenda-address";
import type { AgendaData } from "./use-agenda-data";
import { type NewAppointmentForm, useNewAppointment } from "./use-new-appointment";
import type { PickedTime } from "./use-pointer-moves";

const PREFIX = "new-appointment";

type NewAppointmentProps = {
  /** What a click on the agenda said already. */
  picked: Partial<PickedTime>;
  /** The day that is shown. */
  date: string;
  data: AgendaData;
  onClose: () => void;
  goTo: GoTo;
};

export function NewAppointment(props: NewAppointmentProps) {
  const t = useTranslations("agenda");
  const tCommon = useTranslations("common");
  const formId = useId();
  const { form, draft, submit, change } = useNewAppointment(props);
  const { errors, isSubmitting } = form.formState;
  const labels = {
    contactId: t("new.contact"),
    newName: t("new.name"),
    newNumber: t("new.number"),
    staffId: t("fields.staff"),
    day: t("fields.day"),
    time: t("fields.time"),
    minutes: t("fields.minutes"),
    notes: t("fields.notes"),
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("new.title")}
      className="max-w-lg"
      actions={
        <>
          <Button onClick={props.onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("new.save")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix={PREFIX} labels={labels} />
        <WhoFields form={form} change={change} draft={draft} />
        <Field id={`${PREFIX}-serviceId`} label={t("fields.service")} error={errors.serviceId?.message}>
          {(control) => (
            <Select
              {...control}
              value={draft.serviceId}
              onChange={(event) => change({ serviceId: event.target.value })}
            >
              <option value="">{t("fields.noService")}</option>
              {props.data.services
                .filter(({ active }) => active)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <TimeFields
          prefix={PREFIX}
          draft={draft}
          errors={{
            staffId: errors.staffId?.message,
            day: errors.day?.message,
            time: errors.time?.message,
            minutes: errors.minutes?.message,
          }}
          staff={props.data.staff}
          serviceId={draft.serviceId}
          onChange={change}
        />
        <Field id={`${PREFIX}-notes`} label={t("fields.notes")} optional error={errors.notes?.message}>
          {(control) => <Textarea {...control} {...form.register("notes")} className="min-h-16" />}
        </Field>
      </form>
    </Dialog>
  );
}

type WhoFieldsProps = Pick<NewAppointmentForm, "form" | "change" | "draft">;

/** Somebody known, or somebody new. */
function WhoFields({ form, change, draft }: WhoFieldsProps) {
  const t = useTranslations("agenda.new");
  const { errors } = form.formState;
  if (!draft.isNew) {
    return (
      <ContactField
        id={`${PREFIX}-contactId`}
        chosen={draft.contactId === "" ? undefined : { id: draft.contactId, name: draft.newName }}
        error={errors.contactId?.message}
        onChoose={(contact) => change({ contactId: contact?.id ?? "", newName: contact?.name ?? "" })}
        onCreate={(newName) => change({ isNew: true, newName })}
      />
    );
  }
  return (
    <fieldset aria-label={t("newContact")} className="min-w-0 grid gap-3 rounded-lg border p-3">
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden="true" className="font-medium">
          {t("newContact")}
        </span>
        <Button variant="ghost" size="sm" onClick={() => change({ isNew: false, newName: "" })}>
          {t("searchInstead")}
        </Button>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field id={`${PREFIX}-newName`} label={t("name")} error={errors.newName?.message}>
          {(control) => <Input {...control} {...form.register("newName")} autoComplete="off" />}
        </Field>
        <Field id={`${PREFIX}-newNumber`} label={t("number")} optional error={errors.newNumber?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("newNumber")}
              type="tel"
              inputMode="tel"
              autoComplete="off"
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
