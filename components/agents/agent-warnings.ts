import type { AgentInput } from "@/lib/agents/schema";

export const AGENT_WARNINGS = ["long_greeting", "gaps_left"] as const;
export type AgentWarning = (typeof AGENT_WARNINGS)[number];

/** Longer than about fifteen seconds of speech: most callers talk over it. */
const LONG_GREETING_CHARACTERS = 280;

/** What a person should know of the text being written; none of it stops them from saving. What does is in `lib/agents/rules`. */
export function agentWarnings({
  prompt,
  firstMessage,
}: Pick<AgentInput, "prompt" | "firstMessage">): AgentWarning[] {
  const warnings: AgentWarning[] = [];
  if (firstMessage.length > LONG_GREETING_CHARACTERS) warnings.push("long_greeting");
  if (/\[[^\]\n]{2,80}\]/.test(`${prompt}\n${firstMessage}`)) warnings.push("gaps_left");
  return warnings;
}
