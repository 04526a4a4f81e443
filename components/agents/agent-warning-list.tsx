"use client";

import { useTranslations } from "next-intl";
import { type Control, useWatch } from "react-hook-form";
import { Notice } from "@/components/ui/notice";
import { agentFaults } from "@/lib/agents/rules";
import type { AgentInput } from "@/lib/agents/schema";
import { type AgentWarning, agentWarnings } from "./agent-warnings";

type AgentWarningListProps = {
  control: Control<AgentInput>;
  /** The text that is judged here. */
  field: "firstMessage" | "prompt";
  /** Which warnings belong at this place of the form. */
  shown: readonly AgentWarning[];
  /** Said already, by the server. */
  error: string | undefined;
};

/** Follows the writing; announced politely, so that it never interrupts who dictates. */
export function AgentWarningList({ control, field, shown, error }: AgentWarningListProps) {
  const t = useTranslations("agents.warnings");
  const tFaults = useTranslations("errors.fields");
  const [language, prompt, firstMessage, variables, mode, voiceId] = useWatch({
    control,
    name: ["language", "prompt", "firstMessage", "variables", "mode", "voiceId"],
  });
  const faults = agentFaults({ language, prompt, firstMessage, variables, mode, voiceId })
    .filter((fault) => fault.field === field)
    .map(({ key }) => tFaults(key));
  const warnings = agentWarnings({ prompt, firstMessage })
    .filter((warning) => shown.includes(warning))
    .map((warning) => t(warning));
  return (
    <div aria-live="polite" className="grid gap-2 empty:hidden">
      {[...faults.filter((fault) => fault !== error), ...warnings].map((sentence) => (
        <Notice key={sentence} tone="waiting">
          {sentence}
        </Notice>
      ))}
    </div>
  );
}
