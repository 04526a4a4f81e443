import { useTranslations } from "next-intl";
import { type Control, useController } from "react-hook-form";
import { usePlace } from "@/components/frame/place";
import { Field } from "@/components/ui/field";
import { Range } from "@/components/ui/range";
import type { AgentInput } from "@/lib/agents/schema";
import { DEFAULT_VOICE_SETTINGS, type VoiceSettings } from "@/lib/vocabulary";
import { formatVoiceSetting } from "./voice-setting-words";

const RANGES = {
  stability: { min: 0, max: 1 },
  similarityBoost: { min: 0, max: 1 },
  speed: { min: 0.7, max: 1.2 },
} as const satisfies Record<keyof VoiceSettings, { min: number; max: number }>;
const NAMES = ["stability", "similarityBoost", "speed"] as const;
const STEP = 0.05;

/** How the voice sounds: three sliders, each with what its ends mean. */
export function VoiceSoundFields({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents.sound");
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1.5 font-medium">{t("label")}</legend>
      {NAMES.map((name) => (
        <SoundField key={name} control={control} name={name} />
      ))}
    </fieldset>
  );
}

function SoundField({ control, name }: { control: Control<AgentInput>; name: keyof VoiceSettings }) {
  const t = useTranslations("agents.sound");
  const { locale } = usePlace();
  const { field, fieldState } = useController({ control, name: `voiceSettings.${name}` });
  const value = field.value ?? DEFAULT_VOICE_SETTINGS[name];
  const shown = formatVoiceSetting(name, value, locale);
  return (
    <Field
      id={`agent-voiceSettings.${name}`}
      label={
        <span className="flex items-baseline justify-between gap-3">
          {t(`${name}.label`)}
          <span aria-hidden="true" className="font-normal text-ink-muted tabular-nums">
            {shown}
          </span>
        </span>
      }
      help={t(`${name}.help`)}
      error={fieldState.error?.message}
    >
      {(props) => (
        <Range
          {...props}
          ref={field.ref}
          name={field.name}
          {...RANGES[name]}
          step={STEP}
          value={value}
          aria-valuetext={shown}
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(Number(target.value))}
        />
      )}
    </Field>
  );
}
