import { useTranslations } from "next-intl";
import { type Control, useController, type UseFormReturn } from "react-hook-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { AgentInput } from "@/lib/agents/schema";

const DURATIONS_SECONDS = [180, 300, 600, 900, 1200, 1800, 3600];
const SILENCES_SECONDS = [10, 15, 20, 30, 45, 60, 120];

/** How long a call and a silence may last; in steps, since nobody counts them to the second. */
export function LimitsFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
  const { control } = form;
  return (
    <Card aria-labelledby="agent-limits">
      <CardHeader title={t("limits.title")} titleId="agent-limits" />
      <CardBody className="grid gap-5 md:grid-cols-2">
        <DurationField control={control} />
        <SilenceField control={control} />
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
  const { field, fieldState } = useController({ control, name: "silenceTimeoutSeconds" });
  const value = field.value ?? null;
  return (
    <Field
      id="agent-silenceTimeoutSeconds"
      label={t("form.silence")}
      help={t("limits.silenceHelp")}
      error={fieldState.error?.message}
    >
      {(props) => (
        <Select
          {...props}
          ref={field.ref}
          name={field.name}
          value={value ?? ""}
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(Number(target.value))}
        >
          {withValue(SILENCES_SECONDS, value).map((seconds) => (
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
