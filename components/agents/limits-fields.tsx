import { useTranslations } from "next-intl";
import { type Control, useController, type UseFormReturn, useWatch } from "react-hook-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { AgentInput } from "@/lib/agents/schema";
import { hasVendorAgent } from "@/lib/vocabulary";

const DURATIONS_SECONDS = [180, 300, 600, 900, 1200, 1800, 3600];
const SILENCES_SECONDS = [10, 15, 20, 30, 45, 60, 120];
const RINGS_SECONDS = [15, 20, 25, 30, 40, 60];
const SPEECH_TIMEOUTS_SECONDS = [1, 2, 3, 4, 5];

/** How long a call, a silence and a ringing telephone may last; in steps, since nobody counts them to the second. */
export function LimitsFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
  const { control } = form;
  const mode = useWatch({ control, name: "mode" });
  return (
    <Card aria-labelledby="agent-limits">
      <CardHeader title={t("limits.title")} titleId="agent-limits" />
      <CardBody className="grid gap-5 md:grid-cols-2">
        <DurationField control={control} />
        <SilenceField control={control} />
        <RingField control={control} />
        {!hasVendorAgent(mode) && <SpeechTimeoutField control={control} />}
      </CardBody>
    </Card>
  );
}

function DurationField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents");
  const { field, fieldState } = useController({ control, name: "maxDurationSeconds" });
  const value = field.value ?? null;
  return (
    <Field
      id="agent-maxDurationSeconds"
      label={t("form.maxDuration")}
      help={t("limits.maxDurationHelp")}
      error={fieldState.error?.message}
    >
      {(props) => (
        <Select
          {...props}
          ref={field.ref}
          name={field.name}
          value={value ?? ""}
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(target.value === "" ? null : Number(target.value))}
        >
          <option value="">{t("limits.usual")}</option>
          {withValue(DURATIONS_SECONDS, value).map((seconds) => (
            <option key={seconds} value={seconds}>
              {t("limits.minutes", { count: Math.round(seconds / 60) })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function SilenceField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents");
  return (
    <SecondsField
      control={control}
      name="silenceTimeoutSeconds"
      label={t("form.silence")}
      help={t("limits.silenceHelp")}
      steps={SILENCES_SECONDS}
    />
  );
}

function RingField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents");
  return (
    <SecondsField
      control={control}
      name="ringSeconds"
      label={t("form.ring")}
      help={t("limits.ringHelp")}
      steps={RINGS_SECONDS}
      unset={t("limits.usualRing")}
    />
  );
}

function SpeechTimeoutField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents");
  return (
    <SecondsField
      control={control}
      name="speechTimeoutSeconds"
      label={t("form.speechTimeout")}
      help={t("limits.speechTimeoutHelp")}
      steps={SPEECH_TIMEOUTS_SECONDS}
      unset={t("limits.automatic")}
    />
  );
}

type SecondsFieldProps = {
  control: Control<AgentInput>;
  name: "silenceTimeoutSeconds" | "ringSeconds" | "speechTimeoutSeconds";
  label: string;
  help: string;
  steps: number[];
  /** What it is called to set nothing; absent: something is always set. */
  unset?: string;
};

function SecondsField({ control, name, label, help, steps, unset }: SecondsFieldProps) {
  const t = useTranslations("agents");
  const { field, fieldState } = useController({ control, name });
  const value = field.value ?? null;
  return (
    <Field id={`agent-${name}`} label={label} help={help} error={fieldState.error?.message}>
      {(props) => (
        <Select
          {...props}
          ref={field.ref}
          name={field.name}
          value={value ?? ""}
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(target.value === "" ? null : Number(target.value))}
        >
          {unset !== undefined && <option value="">{unset}</option>}
          {withValue(steps, value).map((seconds) => (
            <option key={seconds} value={seconds}>
              {t("limits.seconds", { count: seconds })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What was set by other means is shown as it is. */
function withValue(steps: number[], value: number | null): number[] {
  return value === null || steps.includes(value) ? steps : [...steps, value].toSorted((a, b) => a - b);
}
