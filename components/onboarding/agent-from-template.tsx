"use client";

import { ArrowRight, ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { agentFromTemplate, offeredTemplates, type TemplateId } from "@/components/agents/templates";
import { useSaveAgent } from "@/components/agents/use-save-agent";
import { VoiceField } from "@/components/agents/voice-field";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type AgentInput, agentInput } from "@/lib/agents/schema";
import { fillHours } from "./hours-words";
import { stepAfter, StepFoot } from "./step-foot";
import { TemplatePicker } from "./template-picker";

type AgentFromTemplateProps = {
  /** Where there is an agent already. */
  onCancel?: () => void;
};

/** A first agent in a minute: which one, its voice, its first words. */
export function AgentFromTemplate({ onCancel }: AgentFromTemplateProps) {
  const { name, language, kind, openingHours } = useSession().tenant;
  const business = { name, language };
  // Those of the other language would only double the choice; the agents' own page offers them.
  const offered = offeredTemplates(kind, language).filter(
    (id) => agentFromTemplate(id, business).language === language,
  );
  const [chosen, setChosen] = useState<TemplateId>(offered[0] ?? "blank");
  const start = agentFromTemplate(chosen, business);
  return (
    <div className="grid gap-6">
      <TemplatePicker offered={offered} chosen={chosen} onChoose={setChosen} />
      <TemplateForm
        key={chosen}
        start={{ ...start, prompt: fillHours(start.prompt, openingHours, start.language) }}
        {...(onCancel ? { onCancel } : {})}
      />
    </div>
  );
}

function TemplateForm({ start, onCancel }: AgentFromTemplateProps & { start: AgentInput }) {
  const t = useTranslations("onboarding");
  const tForm = useTranslations("agents.form");
  const router = useRouter();
  const save = useSaveAgent();
  const form = useForm<AgentInput>({
    resolver: useSchemaResolver<AgentInput, AgentInput>(agentInput),
    defaultValues: start,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await save.create(input);
      router.push(stepAfter("agent"));
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { name: tForm("name"), firstMessage: tForm("firstMessage"), prompt: tForm("prompt") };
  return (
    <form
      noValidate
      aria-label={tForm("label")}
      onSubmit={(event) => void submit(event)}
      className="grid gap-6"
    >
      <FormFaults formState={form.formState} prefix="agent" labels={labels} />
      <Card>
        <CardBody className="grid gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field id="agent-name" label={labels.name} help={tForm("nameHelp")} error={errors.name?.message}>
              {(control) => <Input {...control} {...form.register("name")} autoComplete="off" />}
            </Field>
            <VoiceField control={form.control} />
          </div>
          <Field
            id="agent-firstMessage"
            label={labels.firstMessage}
            help={tForm("firstMessageHelp")}
            error={errors.firstMessage?.message}
          >
            {(control) => <Textarea {...control} {...form.register("firstMessage")} className="min-h-24" />}
          </Field>
          <details className="group/prompt" {...(start.prompt === "" || errors.prompt ? { open: true } : {})}>
            <summary className="mb-3 inline-flex list-none items-center gap-1 rounded-sm text-ink-muted select-none hover:text-ink [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden="true"
                className="size-4 transition-transform group-open/prompt:rotate-90"
              />

              {t("agent.promptOpen")}
            </summary>
            <Field
              id="agent-prompt"
              label={labels.prompt}
              help={tForm("promptHelp")}
              error={errors.prompt?.message}
            >
              {(control) => <Textarea {...control} {...form.register("prompt")} className="min-h-80" />}
            </Field>
          </details>
        </CardBody>
      </Card>
      <StepFoot
        step="agent"
        isDone={false}
        action={
          <>
            {onCancel && <Button onClick={onCancel}>{t("cancel")}</Button>}
            <Button type="submit" variant="primary" size="lg" busy={isSubmitting}>
              {t("agent.create")}
              <ArrowRight aria-hidden="true" />
            </Button>
          </>
        }
      />
    </form>
  );
}
