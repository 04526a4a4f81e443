"use client";

import { useLocale, useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type BookingInput, bookingInput, SLOT_STEPS, type TenantView } from "@/lib/tenants/schema";
import { IDENTITY_CHECKS } from "@/lib/vocabulary";
import { formatMinutes } from "./agenda-words";
import { TenantFormCard } from "./tenant-form-card";
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
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: bookingInput,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  const labels = {
    bookingNoticeMinutes: t("notice"),
    bookingHorizonDays: t("horizon"),
    slotStepMinutes: t("step"),
  };
  return (
    <TenantFormCard
      prefix="booking"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={labels}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <IdentityChoice form={form} disabled={!mayEdit} />
      <BookingFields form={form} labels={labels} disabled={!mayEdit} />
    </TenantFormCard>
  );
}

interface BookingFieldsProps {
  form: UseFormReturn<BookingInput>;
  labels: Record<Exclude<keyof BookingInput, "identityCheck">, string>;
  disabled: boolean;
}

function BookingFields({ form, labels, disabled }: BookingFieldsProps) {
  const t = useTranslations("agendaSettings.booking");
  const locale = useLocale();
  const { errors } = form.formState;
  const notices = [...new Set([...NOTICES, form.getValues("bookingNoticeMinutes")])].sort((a, b) => a - b);
  return (
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
