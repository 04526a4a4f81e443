"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { FormFaults } from "@/components/settings/form-faults";
import { Notice } from "@/components/ui/notice";
import type { AgentInput, AgentView, SavedAgentView } from "@/lib/agents/schema";
import { variablesIn } from "@/lib/agents/variables";
import { AboutFields } from "./about-fields";
import { AgentSaveBar } from "./agent-save-bar";
import { DisputeDialog } from "./dispute-dialog";
import { MachineFields } from "./machine-fields";
import { LimitsFields } from "./limits-fields";
import { PublicationNotice } from "./publication-notice";
import { UnsavedChangesGuard } from "./unsaved-changes-guard";
import { useAgentForm } from "./use-agent-form";
import { VariablesCard } from "./variables-card";
import { VoiceFields } from "./voice-fields";
import { WordsFields } from "./words-fields";

type AgentFormProps = {
  start: AgentInput;
  /** Undefined: the agent is made on saving. */
  agent?: AgentView;
  onSaved: (agent: SavedAgentView) => void;
};

export function AgentForm(props: AgentFormProps) {
  const t = useTranslations("agents.form");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit, sides, publishFault, clearPublishFault, changedElsewhere, discard } =
    useAgentForm(props);
  const { isDirty, isSubmitting } = form.formState;
  const labels = useFieldLabels(form.getValues());
  const mode = useWatch({ control: form.control, name: "mode" });
  useShortcut("mod+s", () => {
    if (mayEdit && isDirty && !isSubmitting) void submit();
  });
  return (
    <form
      noValidate
      aria-label={t("label")}
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
      <FormFaults formState={form.formState} prefix="agent" labels={labels} />
      {changedElsewhere && <Notice tone="waiting">{t("changedElsewhere")}</Notice>}
      {props.agent && (
        <PublicationNotice
          agent={props.agent}
          sides={sides}
          saveFault={publishFault}
          onPublished={clearPublishFault}
        />
      )}
      <fieldset disabled={!mayEdit} className="contents">
        <AboutFields form={form} />
        <VoiceFields form={form} />
      </fieldset>
      <WordsFields form={form} />
      <fieldset disabled={!mayEdit} className="contents">
        <VariablesCard form={form} />
        <MachineFields form={form} />
        <LimitsFields form={form} />
      </fieldset>
      <AgentSaveBar
        agent={props.agent}
        mayEdit={mayEdit}
        isDirty={isDirty}
        isSaving={isSubmitting}
        mode={mode}
        onDiscard={discard}
      />
      <UnsavedChangesGuard active={isDirty && !isSubmitting} />
      {sides.dispute && <DisputeDialog dispute={sides.dispute} onClose={() => sides.setDispute(undefined)} />}
    </form>
  );
}

/** Of every field, for the list of faults. */
function useFieldLabels({
  firstMessage,
  prompt,
  machineMessage = "",
  variables = {},
}: AgentInput): Record<string, string> {
  const t = useTranslations("agents.form");
  const names = [...variablesIn(firstMessage, prompt, machineMessage), ...Object.keys(variables)];
  return {
    name: t("name"),
    type: t("type"),
    mode: t("mode"),
    status: t("status"),
    language: t("language"),
    elevenLabsAgentId: t("vendorId"),
    voiceId: t("voiceTitle"),
    prompt: t("prompt"),
    firstMessage: t("firstMessage"),
    maxDurationSeconds: t("maxDuration"),
    silenceTimeoutSeconds: t("silence"),
    ringSeconds: t("ring"),
    speechTimeoutSeconds: t("speechTimeout"),
    model: t("model"),
    machineMessage: t("machineMessage"),
    ...Object.fromEntries(names.map((name) => [`variables.${name}`, name])),
  };
}
