import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import {
  type AgentInput,
  agentInput,
  type AgentView,
  type PublishFault,
  type SavedAgentView,
} from "@/lib/agents/schema";
import { useSaveAgent } from "./use-save-agent";
import { useTwoSides } from "./use-two-sides";

const FIELDS = Object.keys(agentInput.shape) as (keyof AgentInput)[];

export function inputOf(agent: AgentView): AgentInput {
  const { name, type, mode, status, language, elevenLabsAgentId, voiceId, prompt, firstMessage } = agent;
  const { variables, maxDurationSeconds, silenceTimeoutSeconds, voiceSettings } = agent;
  const { model, ringSeconds, speechTimeoutSeconds, machineAction, machineMessage } = agent;
  return {
    name,
    type,
    mode,
    status,
    language,
    elevenLabsAgentId,
    voiceId,
    prompt,
    firstMessage,
    variables,
    maxDurationSeconds,
    silenceTimeoutSeconds,
    voiceSettings,
    model,
    ringSeconds,
    speechTimeoutSeconds,
    machineAction,
    machineMessage,
  };
}

type AgentFormOptions = {
  /** What the form shows first, and again whenever it changes elsewhere. */
  start: AgentInput;
  agent?: AgentView;
  onSaved: (agent: SavedAgentView) => void;
};

/** Keeps what the member wrote on every failure; fields they left alone follow what colleagues save meanwhile. */
export function useAgentForm({ start, agent, onSaved }: AgentFormOptions) {
  const save = useSaveAgent();
  const sides = useTwoSides();
  const [publishFault, setPublishFault] = useState<PublishFault | null>(null);
  const form = useForm<AgentInput>({
    resolver: useSchemaResolver<AgentInput, AgentInput>(agentInput),
    defaultValues: start,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { dirtyFields, isDirty, isSubmitting } = form.formState;
  const incoming = JSON.stringify(start);
  const [known, setKnown] = useState(incoming);
  // Without anything written, what colleagues save is simply what the form shows.
  if (known !== incoming && !isDirty && !isSubmitting) setKnown(incoming);

  useEffect(() => {
    // While saving, what arrives is our own change coming back.
    if (isSubmitting) return;
    form.reset(start, {
      keepDirtyValues: true,
      keepErrors: true,
      keepIsSubmitted: true,
      keepSubmitCount: true,
    });
  }, [form, isSubmitting, start]);

  const settle = (values: AgentInput) => {
    setKnown(JSON.stringify(values));
    form.reset(values);
  };

  const submit = form.handleSubmit(async (input) => {
    const touched = FIELDS.filter((field) => dirtyFields[field]);
    const changes: Partial<AgentInput> = Object.fromEntries(touched.map((field) => [field, input[field]]));
    try {
      await sides.run(async (resolve) => {
        const saved = agent
          ? await save.change(agent.id, changes, resolve)
          : await save.create(input, resolve);
        settle(inputOf(saved));
        setPublishFault(saved.publishFault);
        onSaved(saved);
      });
    } catch (error) {
      applyApiError(error);
    }
  });

  return {
    form,
    submit,
    sides,
    /** Why what was saved last is not at ElevenLabs; null when it is. */
    publishFault,
    clearPublishFault: () => setPublishFault(null),
    changedElsewhere: isDirty && !isSubmitting && known !== incoming,
    discard: () => settle(start),
  };
}
