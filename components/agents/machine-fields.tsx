"use client";

import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { useMay } from "@/components/frame/session-context";
import { SelectField } from "@/components/settings/select-field";
import { useVoiceSound } from "@/components/settings/use-voice-sound";
import { VoicePlayButton } from "@/components/settings/voice-play-button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { type AgentInput, MAX_MACHINE_MESSAGE } from "@/lib/agents/schema";
import { askFile } from "@/lib/api-client";
import { MACHINE_ACTIONS } from "@/lib/vocabulary";

/** What a mailbox gets when the agent calls: nothing, or a message. */
export function MachineFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents.machine");
  const action = useWatch({ control: form.control, name: "machineAction" }) ?? "hang_up";
  return (
    <Card aria-labelledby="agent-machine">
      <CardHeader title={t("title")} titleId="agent-machine" description={t("help")} />
      <CardBody className="grid gap-5">
        <SelectField
          id="agent-machineAction"
          label={t("action")}
          help={t(`actionsHelp.${action}`)}
          error={form.formState.errors.machineAction?.message}
          registered={registerShown(form, "machineAction")}
          values={MACHINE_ACTIONS}
          nameOf={(value) => t(`actions.${value}`)}
        />
        {action === "leave_message" && <MessageField form={form} />}
      </CardBody>
    </Card>
  );
}

function MessageField({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents.machine");
  const tForm = useTranslations("agents.form");
  const [message = "", language, voiceId] = useWatch({
    control: form.control,
    name: ["machineMessage", "language", "voiceId"],
  });
  const mayHear = useMay("operator");
  const sound = useVoiceSound();
  const speak = () => {
    const { voiceSettings, variables } = form.getValues();
    return askFile("/api/agents/machine-message/preview", {
      text: message,
      language,
      voiceId,
      voiceSettings,
      variables,
    });
  };
  return (
    <>
      <Field
        id="agent-machineMessage"
        label={t("message")}
        error={form.formState.errors.machineMessage?.message}
        help={
          <span className="flex flex-wrap justify-between gap-x-6">
            <span className="max-w-2xl">{t("messageHelp")}</span>
            <span className="tabular-nums">
              {tForm("characters", { count: message.length, max: MAX_MACHINE_MESSAGE })}
            </span>
          </span>
        }
      >
        {(field) => (
          <Textarea
            {...field}
            {...registerShown(form, "machineMessage")}
            lang={language}
            maxLength={MAX_MACHINE_MESSAGE}
            className="h-28"
          />
        )}
      </Field>
      {message.trim() === "" ? (
        <p className="text-sm text-ink-muted">{t("empty")}</p>
      ) : voiceId === null ? (
        <p className="text-sm text-ink-muted">{t("noVoice")}</p>
      ) : (
        mayHear && (
          <div>
            <VoicePlayButton
              id="machine-message"
              sound={sound}
              load={speak}
              labels={{ play: t("play"), stop: t("stop") }}
              isWide
            />
          </div>
        )
      )}
    </>
  );
}
