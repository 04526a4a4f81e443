import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { SelectField } from "@/components/settings/select-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AgentInput } from "@/lib/agents/schema";
import { hasVendorAgent, LANGUAGES } from "@/lib/vocabulary";
import { ModelField } from "./model-field";
import { VendorAgentField } from "./vendor-agent-field";
import { VoiceField } from "./voice-field";
import { VoiceSoundFields } from "./voice-sound-fields";

/** Language, voice, how it sounds, and who thinks: an agent at ElevenLabs or a language model. */
export function VoiceFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
  const mode = useWatch({ control: form.control, name: "mode" });
  return (
    <Card aria-labelledby="agent-voice-title">
      <CardHeader title={t("form.voiceTitle")} titleId="agent-voice-title" />
      <CardBody className="grid gap-5 md:grid-cols-2">
        <div className="grid content-start gap-5">
          <SelectField
            id="agent-language"
            label={t("form.language")}
            error={form.formState.errors.language?.message}
            registered={registerShown(form, "language")}
            values={LANGUAGES}
            nameOf={(value) => t(`language.${value}`)}
          />
          <VoiceField control={form.control} />
          {hasVendorAgent(mode) ? (
            <VendorAgentField control={form.control} />
          ) : (
            <ModelField control={form.control} />
          )}
        </div>
        <VoiceSoundFields control={form.control} />
      </CardBody>
    </Card>
  );
}
