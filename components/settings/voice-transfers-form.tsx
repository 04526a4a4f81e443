"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type TenantView, type TransferSettings, transferSettings } from "@/lib/tenants/schema";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

/** What is offered to choose from; what a program has set besides stands there too. */
const RING_SECONDS = [15, 20, 25, 30, 45, 60] as const;
const MESSAGE_SECONDS = [30, 60, 120, 180, 300, 600] as const;

function valuesOf(tenant: TenantView): TransferSettings {
  const { advisorRingSeconds, transferMaxAttempts, messageMaxSeconds } = tenant;
  return { advisorRingSeconds, transferMaxAttempts, messageMaxSeconds };
}

export function VoiceTransfersForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("voiceSettings.transfers");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: transferSettings,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  const labels = {
    advisorRingSeconds: t("ring"),
    transferMaxAttempts: t("attempts"),
    messageMaxSeconds: t("message"),
  };
  return (
    <TenantFormCard
      prefix="transfers"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={labels}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <TransferFields form={form} labels={labels} disabled={!mayEdit} />
    </TenantFormCard>
  );
}

interface TransferFieldsProps {
  form: UseFormReturn<TransferSettings>;
  labels: Record<keyof TransferSettings, string>;
  disabled: boolean;
}

function TransferFields({ form, labels, disabled }: TransferFieldsProps) {
  const t = useTranslations("voiceSettings.transfers");
  const { errors } = form.formState;
  const lengthOf = (seconds: number) =>
    seconds % 60 === 0 ? t("minutes", { count: seconds / 60 }) : t("seconds", { count: seconds });
  const options = (offered: readonly number[], set: number | null) =>
    [...new Set([...offered, ...(set === null ? [] : [set])])].sort((a, b) => a - b);
  return (
    <fieldset disabled={disabled} className="grid gap-6 lg:grid-cols-3">
      <Field
        id="transfers-advisorRingSeconds"
        label={labels.advisorRingSeconds}
        help={t("ringHelp")}
        error={errors.advisorRingSeconds?.message}
      >
        {(control) => (
          <Select
            {...control}
            {...form.register("advisorRingSeconds", {
              setValueAs: (value: unknown) => (value === "" || value === null ? null : Number(value)),
            })}
          >
            <option value="">{t("usual")}</option>
            {options(RING_SECONDS, form.getValues("advisorRingSeconds")).map((seconds) => (
              <option key={seconds} value={seconds}>
                {t("seconds", { count: seconds })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="transfers-transferMaxAttempts"
        label={labels.transferMaxAttempts}
        help={t("attemptsHelp")}
        error={errors.transferMaxAttempts?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("transferMaxAttempts", { valueAsNumber: true })}
            type="number"
            min={1}
            max={10}
            className="max-w-28 tabular-nums"
          />
        )}
      </Field>
      <Field
        id="transfers-messageMaxSeconds"
        label={labels.messageMaxSeconds}
        help={t("messageHelp")}
        error={errors.messageMaxSeconds?.message}
      >
        {(control) => (
          <Select {...control} {...form.register("messageMaxSeconds", { valueAsNumber: true })}>
            {options(MESSAGE_SECONDS, form.getValues("messageMaxSeconds")).map((seconds) => (
              <option key={seconds} value={seconds}>
                {lengthOf(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </fieldset>
  );
}
