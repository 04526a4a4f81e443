"use client";

import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { z } from "zod";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type RecordingSettings, recordingSettings, type TenantView } from "@/lib/tenants/schema";
import { ROLES } from "@/lib/vocabulary";
import { RecordingNoticeField } from "./recording-notice-field";
import { SelectField } from "./select-field";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

const AUDIO_CHOICES = ["house", "keep", "discard"] as const;
const AUDIO = { house: null, keep: true, discard: false } as const;

const recordingForm = recordingSettings
  .omit({ saveCallAudio: true })
  .extend({ saveCallAudio: z.enum(AUDIO_CHOICES) });
type RecordingForm = z.output<typeof recordingForm>;

function valuesOf(tenant: TenantView): RecordingForm {
  const { recordingNotice, recordingRetentionDays, deletesVendorRecordings, recordingsDownloadedBy } = tenant;
  return {
    recordingNotice,
    recordingRetentionDays,
    deletesVendorRecordings,
    recordingsDownloadedBy,
    saveCallAudio: AUDIO_CHOICES.find((choice) => AUDIO[choice] === tenant.saveCallAudio) ?? "house",
  };
}

/** Whether calls are kept to be heard again, what is said before, how long they stay, and who may take them away. */
export function BusinessRecording({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("business.recording");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: recordingForm,
    valuesOf,
    patchOf: (values) => ({ ...values, saveCallAudio: AUDIO[values.saveCallAudio] }),
    saved: t("saved"),
  });
  const [audio, notice] = useWatch({ control: form.control, name: ["saveCallAudio", "recordingNotice"] });
  const labels = {
    saveCallAudio: t("audioLabel"),
    recordingNotice: t("noticeLabel"),
    recordingRetentionDays: t("retentionLabel"),
    recordingsDownloadedBy: t("downloadLabel"),
    deletesVendorRecordings: t("deletesLabel"),
  };
  return (
    <TenantFormCard
      prefix="recording"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={labels}
      save={t("save")}
      onSubmit={() => void submit()}
      className="max-w-5xl"
    >
      <RecordingNoticeField
        registered={form.register("recordingNotice")}
        chosen={notice}
        country={tenant.country}
        isSilent={audio === "discard"}
        disabled={!mayEdit}
      />
      <StorageFields form={form} labels={labels} disabled={!mayEdit} />
      <label className="flex items-start gap-2.5">
        <input
          id="recording-deletesVendorRecordings"
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          disabled={!mayEdit}
          {...form.register("deletesVendorRecordings")}
        />
        <span className="grid gap-0.5">
          <span className="font-medium">{labels.deletesVendorRecordings}</span>
          <span className="text-sm text-ink-muted">{t("deletesHelp")}</span>
        </span>
      </label>
    </TenantFormCard>
  );
}

interface StorageFieldsProps {
  form: UseFormReturn<RecordingForm>;
  labels: Record<keyof RecordingSettings, string>;
  disabled: boolean;
}

function StorageFields({ form, labels, disabled }: StorageFieldsProps) {
  const t = useTranslations("business.recording");
  const { errors } = form.formState;
  return (
    <fieldset disabled={disabled} className="grid gap-6 lg:grid-cols-3">
      <SelectField
        id="recording-saveCallAudio"
        label={labels.saveCallAudio}
        help={t("audioHelp")}
        error={errors.saveCallAudio?.message}
        registered={form.register("saveCallAudio")}
        values={AUDIO_CHOICES}
        nameOf={(choice) => t(`audio.${choice}`)}
      />
      <Field
        id="recording-recordingRetentionDays"
        label={labels.recordingRetentionDays}
        help={t("retentionHelp")}
        error={errors.recordingRetentionDays?.message}
      >
        {(control) => (
          <span className="flex items-center gap-2">
            <Input
              {...control}
              {...form.register("recordingRetentionDays", {
                setValueAs: (value: unknown) => (value === "" || value === null ? null : Number(value)),
              })}
              type="number"
              min={1}
              max={3650}
              className="max-w-28 tabular-nums"
            />
            <span className="text-ink-muted">{t("days")}</span>
          </span>
        )}
      </Field>
      <SelectField
        id="recording-recordingsDownloadedBy"
        label={labels.recordingsDownloadedBy}
        help={t("downloadHelp")}
        error={errors.recordingsDownloadedBy?.message}
        registered={form.register("recordingsDownloadedBy")}
        values={ROLES}
        nameOf={(role) => t(`downloads.${role}`)}
      />
    </fieldset>
  );
}
