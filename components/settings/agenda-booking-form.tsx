"use client";

import { useLocale, useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { type BookingInput, bookingInput, SLOT_STEPS, type TenantView } from "@/lib/tenants/schema";
import { IDENTITY_CHECKS } from "@/lib/vocabulary";
import { formatMinutes } from "./agenda-words";
import { FormFaults } from "./form-faults";
import { useTenantForm } from "./use-tenant-form";

/** What is offered to choose from; what a program has set besides stands there too. */
const NOTICES = [0, 30, 60, 120, 240, 720, 1440, 2880, 10_080] as const;

function valuesOf(tenant: TenantView): BookingInput {
  const { identityCheck, slotStepMinutes, bookingNoticeMinutes, bookingHorizonDays } = tenant;
  return {
    identityCheck,
    slotStepMinutes: SLOT_STEPS.find((step) => step === slotStepMinutes) ?? 15,
    bookingNoticeMinutes,
    bookingHorizonDays,
  };
}

export function AgendaBookingForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("agendaSettings.booking");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: bookingInput,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Card aria-labelledby="booking-title">
      <CardHeader title={t("title")} titleId="booking-title" description={t("description")} />
      <CardBody>
        <form
          noValidate
          aria-labelledby="booking-title"
          onSubmit={(event) => void submit(event)}
          className="grid gap-6"
        >
          {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
          <BookingFields form={form} disabled={!mayEdit} />
          {mayEdit && (
            <div>
              <Button type="submit" variant="primary" busy={isSubmitting} disabled={!isDirty}>
                {t("save")}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}

function BookingFields({ form, disabled }: { form: UseFormReturn<BookingInput>; disabled: boolean }) {
  const t = useTranslations("agendaSettings.booking");
  const locale = useLocale();
  const { errors } = form.formState;
  const labels = {
    bookingNoticeMinutes: t("notice"),
    bookingHorizonDays: t("horizon"),
    slotStepMinutes: t("step"),
  };
  const notices = [...new Set([...NOTICES, form.getValues("bookingNoticeMinutes")])].sort((a, b) => a - b);
  return (
    <>
      <FormFaults formState={form.formState} prefix="booking" labels={labels} />
      <IdentityChoice form={form} disabled={disabled} />
      <fieldset disabled={disabled} className="grid gap-6 lg:grid-cols-3">
        <Field
          id="booking-bookingNoticeMinutes"
          label={labels.bookingNoticeMinutes}
          help={t("noticeHelp")}
          error={errors.bookingNoticeMinutes?.message}
        >
          {(control) => (
            <Select {...control} {...form.register("bookingNoticeMinutes", { valueAsNumber: true })}>
              {notices.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {minutes === 0 ? t("noNotice") : formatMinutes(minutes, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          id="booking-bookingHorizonDays"
          label={labels.bookingHorizonDays}
          help={t("horizonHelp")}
          error={errors.bookingHorizonDays?.message}
        >
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                {...form.register("bookingHorizonDays", { valueAsNumber: true })}
                type="number"
                min={1}
                max={365}
                className="max-w-28 tabular-nums"
              />
              <span className="text-ink-muted">{t("days")}</span>
            </span>
          )}
        </Field>
        <Field
          id="booking-slotStepMinutes"
          label={labels.slotStepMinutes}
          help={t("stepHelp")}
          error={errors.slotStepMinutes?.message}
        >
          {(control) => (
            <Select {...control} {...form.register("slotStepMinutes", { valueAsNumber: true })}>
              {SLOT_STEPS.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {t("every", { length: formatMinutes(minutes, locale) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </fieldset>
    </>
  );
}

function IdentityChoice({ form, disabled }: { form: UseFormReturn<BookingInput>; disabled: boolean }) {
  const t = useTranslations("agendaSettings");
  return (
    <fieldset disabled={disabled} className="grid gap-2.5">
      <legend className="mb-1 font-medium">{t("booking.identity")}</legend>
      <p className="max-w-2xl text-sm text-ink-muted">{t("booking.identityHelp")}</p>
      {IDENTITY_CHECKS.map((check) => (
        <label key={check} className="flex items-start gap-2.5">
          <input
            type="radio"
            value={check}
            className="mt-0.5 size-4 shrink-0 accent-accent"
            {...form.register("identityCheck")}
          />
          <span>
            {t(`identity.${check}`)}
            <span className="block text-sm text-ink-muted">{t(`identityHelp.${check}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
