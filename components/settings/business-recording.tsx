"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { tenantSettings, type TenantView } from "@/lib/tenants/schema";
import { FormFaults } from "./form-faults";
import { useTenantForm } from "./use-tenant-form";

const AUDIO_CHOICES = ["house", "keep", "discard"] as const;
const AUDIO = { house: null, keep: true, discard: false } as const;

const recordingForm = z.object({
  recordingNotice: tenantSettings.shape.recordingNotice,
  audio: z.enum(AUDIO_CHOICES),
});
type RecordingForm = z.output<typeof recordingForm>;

function valuesOf({ recordingNotice, saveCallAudio }: TenantView): RecordingForm {
  return {
    recordingNotice,
    audio: AUDIO_CHOICES.find((choice) => AUDIO[choice] === saveCallAudio) ?? "house",
  };
}

/** Whether calls are kept to be heard again, and whether callers are told. */
export function BusinessRecording({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("business.recording");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: recordingForm,
    valuesOf,
    patchOf: ({ recordingNotice, audio }) => ({ recordingNotice, saveCallAudio: AUDIO[audio] }),
    saved: t("saved"),
  });
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Card aria-labelledby="recording-title" className="max-w-5xl">
      <CardHeader title={t("title")} titleId="recording-title" description={t("description")} />
      <CardBody>
        <form
          noValidate
          aria-labelledby="recording-title"
          onSubmit={(event) => void submit(event)}
          className="grid gap-5"
        >
          <FormFaults formState={form.formState} prefix="recording" labels={{}} />
          <fieldset disabled={!mayEdit} className="grid gap-5">
            <label className="flex items-start gap-2.5">
              <input
                type="checkbox"
                className="mt-0.5 size-4 accent-accent"
                {...form.register("recordingNotice")}
              />
              <span className="grid gap-0.5">
                <span className="font-medium">{t("notice")}</span>
                <span className="text-sm text-ink-muted">{t("noticeHelp")}</span>
              </span>
            </label>
            <Field id="recording-audio" label={t("audioLabel")} help={t("audioHelp")}>
              {(control) => (
                <Select {...control} {...form.register("audio")} className="max-w-sm">
                  {AUDIO_CHOICES.map((choice) => (
                    <option key={choice} value={choice}>
                      {t(`audio.${choice}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </fieldset>
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
