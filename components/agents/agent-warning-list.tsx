"use client";

import { useTranslations } from "next-intl";
import { type Control, useWatch } from "react-hook-form";
import { Notice } from "@/components/ui/notice";
import type { AgentInput } from "@/lib/agents/schema";
import { type AgentWarning, agentWarnings } from "./agent-warnings";

type AgentWarningListProps = {
  control: Control<AgentInput>;
  /** Which warnings belong at this place of the form. */
  shown: readonly AgentWarning[];
};

/** Follows the writing; announced politely, so that it never interrupts who dictates. */
export function AgentWarningList({ control, shown }: AgentWarningListProps) {
  const t = useTranslations("agents.warnings");
  const [type, language, prompt, firstMessage] = useWatch({
    control,
    name: ["type", "language", "prompt", "firstMessage"],
  });
  const warnings = agentWarnings({ type, language, prompt, firstMessage });
  return (
    <div aria-live="polite" className="grid gap-2 empty:hidden">
      {warnings
        .filter((warning) => shown.includes(warning))
        .map((warning) => (
          <Notice key={warning} tone={warning === "waits_for_callee" ? "info" : "waiting"}>
            {t(warning)}
          </Notice>
        ))}
    </div>
  );
}
