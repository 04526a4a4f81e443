"use client";

import { useTranslations } from "next-intl";
import { useForm, type UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { AnalysisView } from "@/lib/analysis/schema";
import { CALL_INTENTS, CALL_OUTCOMES, SENTIMENTS } from "@/lib/vocabulary";
import { type AnalysisForm, analysisForm, analysisFormOf, analysisPatchOf } from "./analysis-form";
import { CallAnalysisOwnFields } from "./call-analysis-own-fields";
import { useCorrectAnalysis } from "./use-analysis-writes";

type CallAnalysisFormProps = { analysis: AnalysisView; onClose: () => void };

/** In the place of what was found; only what is changed counts as said by a person. */
export function CallAnalysisForm({ analysis, onClose }: CallAnalysisFormProps) {
  const t = useTranslations("calls.analysis");
  const tCommon = useTranslations("common");
  const { analysisFields: own } = useSession().tenant;
  const correct = useCorrectAnalysis(analysis.callId);
  const before = analysisFormOf(analysis, own);
  const form = useForm<AnalysisForm>({
    resolver: useSchemaResolver<AnalysisForm, AnalysisForm>(analysisForm(own)),
    defaultValues: before,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    const patch = analysisPatchOf(before, input, own);
    if (Object.keys(patch).length === 0) return onClose();
    try {
      await correct.mutateAsync(patch);
      toast.success(t("saved"));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = {
    summary: t("summary"),
    outcome: t("outcome"),
    intent: t("intent"),
    qualificationScore: t("score"),
    sentiment: t("sentiment"),
    followUp: t("followUp"),
    followUpDays: t("days"),
  };
  return (
    <form
      noValidate
      aria-label={t("editTitle")}
      onSubmit={(event) => void submit(event)}
      className="grid gap-5"
    >
      <p className="text-sm text-ink-muted">{t("editHelp")}</p>
      <FormFaults formState={form.formState} prefix="analysis" labels={labels} />
      <FoundFields form={form} analysis={analysis} labels={labels} />
      <CallAnalysisOwnFields form={form} own={own} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={form.formState.isSubmitting}>
          {t("save")}
        </Button>
        <Button onClick={onClose}>{tCommon("cancel")}</Button>
      </div>
    </form>
  );
}

interface FoundFieldsProps {
  form: UseFormReturn<AnalysisForm>;
  analysis: AnalysisView;
  labels: Record<Exclude<keyof AnalysisForm, "fields">, string>;
}

function FoundFields({ form, analysis, labels }: FoundFieldsProps) {
  const { errors } = form.formState;
  const { tenant } = useSession();
  const { findings } = analysis;
  const words = useTranslations("calls");
  return (
    <>
      <Field id="analysis-summary" label={labels.summary} error={errors.summary?.message}>
        {(control) => <Textarea {...control} {...form.register("summary")} rows={4} />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Choice
          form={form}
          name="outcome"
          label={labels.outcome}
          values={CALL_OUTCOMES}
          nameOf={(word) => words(`outcome.${word}`)}
        />
        <Choice
          form={form}
          name="intent"
          label={labels.intent}
          values={CALL_INTENTS}
          nameOf={(word) => words(`intent.${word}`)}
        />
        {tenant.analysesSentiment && (
          <Choice
            form={form}
            name="sentiment"
            label={labels.sentiment}
            values={SENTIMENTS}
            nameOf={(word) => words(`sentiment.${word}`)}
          />
        )}
        {findings?.qualificationScore != null && (
          <Field
            id="analysis-qualificationScore"
            label={labels.qualificationScore}
            error={errors.qualificationScore?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register("qualificationScore")}
                inputMode="numeric"
                className="max-w-28"
              />
            )}
          </Field>
        )}
      </div>
      <div className="grid gap-5 sm:grid-cols-[1fr_10rem]">
        <Field id="analysis-followUp" label={labels.followUp} error={errors.followUp?.message}>
          {(control) => <Input {...control} {...form.register("followUp")} autoComplete="off" />}
        </Field>
        <Field id="analysis-followUpDays" label={labels.followUpDays} error={errors.followUpDays?.message}>
          {(control) => <Input {...control} {...form.register("followUpDays")} inputMode="numeric" />}
        </Field>
      </div>
    </>
  );
}

interface ChoiceProps<Word extends string> {
  form: UseFormReturn<AnalysisForm>;
  name: "outcome" | "intent" | "sentiment";
  label: string;
  values: readonly Word[];
  nameOf: (word: Word) => string;
}

/** The first choice takes the correction back. */
function Choice<Word extends string>({ form, name, label, values, nameOf }: ChoiceProps<Word>) {
  const t = useTranslations("calls.analysis");
  return (
    <Field id={`analysis-${name}`} label={label} error={form.formState.errors[name]?.message}>
      {(control) => (
        <Select {...control} {...form.register(name)}>
          <option value="">{t("asFound")}</option>
          {values.map((word) => (
            <option key={word} value={word}>
              {nameOf(word)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
