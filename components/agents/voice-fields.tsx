import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { SelectField } from "@/components/settings/select-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AgentInput } from "@/lib/agents/schema";
import { LANGUAGES } from "@/lib/vocabulary";
import { VendorAgentField } from "./vendor-agent-field";
import { VoiceField } from "./voice-field";

/** Language, voice, and which agent at ElevenLabs speaks with it. */
export function VoiceFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
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
        </div>
        <VendorAgentField control={form.control} />
      </CardBody>
    </Card>
  );
}
