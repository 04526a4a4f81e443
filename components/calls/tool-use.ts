import { CALL_OUTCOMES, type CallOutcome } from "@/lib/vocabulary";

export type ToolUse = { name: string; outcome: CallOutcome | undefined };

const WRITTEN = /^(?<name>[\w.-]+) (?<given>\{.*\})(?: → .*)?$/s;
const OUTCOME = /"outcome": ?"(\w+)"/;

/** Reads what is written of a tool, by the bridge or from the vendor's report: its name, what it was given, then what it answered. */
export function readToolUse(text: string): ToolUse | undefined {
  const { name, given } = WRITTEN.exec(text)?.groups ?? {};
  if (!name || !given) return undefined;
  const noted = OUTCOME.exec(given)?.[1];
  return { name, outcome: CALL_OUTCOMES.find((outcome) => outcome === noted) };
}
