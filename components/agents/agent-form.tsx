"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { FormFaults } from "@/components/settings/form-faults";
import { Notice } from "@/components/ui/notice";
import type { AgentInput, AgentView } from "@/lib/agents/schema";
import { AboutFields } from "./about-fields";
import { AgentSaveBar } from "./agent-save-bar";
import { UnsavedChangesGuard } from "./unsaved-changes-guard";
import { useAgentForm } from "./use-agent-form";
import { VoiceFields } from "./voice-fields";
import { WordsFields } from "./words-fields";

type AgentFormProps = {
  start: AgentInput;
  /** Undefined: the agent is made on saving. */
  agentId?: string;
  onSaved: (agent: AgentView) => void;
};

export function AgentForm(props: AgentFormProps) {
  const t = useTranslations("agents.form");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit, changedElsewhere, discard } = useAgentForm(props);
  const { isDirty, isSubmitting } = form.formState;
  const labels = {
    name: t("name"),
    type: t("type"),
    mode: t("mode"),
    status: t("status"),
    language: t("language"),
    elevenLabsAgentId: t("vendorId"),
    prompt: t("prompt"),
    firstMessage: t("firstMessage"),
  };
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
      <fieldset disabled={!mayEdit} className="contents">
        <AboutFields form={form} />
        <VoiceFields form={form} />
      </fieldset>
      <WordsFields form={form} />
      {mayEdit && (
        <AgentSaveBar isNew={!props.agentId} isDirty={isDirty} isSaving={isSubmitting} onDiscard={discard} />
      )}
      <UnsavedChangesGuard active={isDirty && !isSubmitting} />
    </form>
  );
}
