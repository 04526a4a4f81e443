import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AgentInput } from "@/lib/agents/schema";
import { AgentWarningList } from "./agent-warning-list";
import { PromptField } from "./prompt-field";

const GREETING_WARNINGS = ["long_greeting"] as const;
const PROMPT_WARNINGS = ["gaps_left"] as const;

/** The greeting and the instructions. */
export function WordsFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents.form");
  const { control, formState } = form;
  const { firstMessage, prompt } = formState.errors;
  return (
    <Card aria-labelledby="agent-words">
      <CardHeader title={t("wordsTitle")} titleId="agent-words" />
      <CardBody className="grid gap-5">
        <PromptField
          name="firstMessage"
          control={control}
          registered={registerShown(form, "firstMessage")}
          maxCharacters={1000}
          error={firstMessage?.message}
          className="h-20 max-md:h-28"
        />
        <AgentWarningList
          control={control}
          field="firstMessage"
          shown={GREETING_WARNINGS}
          error={firstMessage?.message}
        />
        <PromptField
          name="prompt"
          control={control}
          registered={registerShown(form, "prompt")}
          maxCharacters={20_000}
          error={prompt?.message}
          className="h-[60dvh] min-h-72 leading-relaxed"
        />
        <AgentWarningList control={control} field="prompt" shown={PROMPT_WARNINGS} error={prompt?.message} />
      </CardBody>
    </Card>
  );
}
