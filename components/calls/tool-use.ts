import { CALL_OUTCOMES, type CallOutcome } from "@/lib/vocabulary";

export type ToolUse = {
  name: string;
  /** What was said to have come of the call. */
  outcome: CallOutcome | undefined;
  /** What the agent was told to say, where the tool answered in our own form. */
  say: string | undefined;
};

const GIVEN = /^(?<name>[\w.-]+) \{/;
const ARROW = "} → ";
const OUTCOME = /"outcome": ?"(\w+)"/;

/** Reads what is written of a tool, by the bridge or from the vendor's report: its name, what it was given, then what it answered. */
export function readToolUse(text: string): ToolUse | undefined {
  const name = GIVEN.exec(text)?.groups?.["name"];
  const arrow = arrowOf(text);
  const given = arrow === -1 ? text : text.slice(0, arrow + 1);
  if (!name || !given.endsWith("}")) return undefined;
  const noted = OUTCOME.exec(given)?.[1];
  return {
    name,
    outcome: CALL_OUTCOMES.find((outcome) => outcome === noted),
    say: arrow === -1 ? undefined : sayOf(text.slice(arrow + ARROW.length)),
  };
}

/** Where the answer begins. What was given may hold arrows and braces of its own, so it is the first one before which stands valid JSON. */
function arrowOf(text: string): number {
  const from = text.indexOf("{");
  for (let at = text.indexOf(ARROW); at !== -1; at = text.indexOf(ARROW, at + 1)) {
    if (isJson(text.slice(from, at + 1))) return at;
  }
  return -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sayOf(answer: string): string | undefined {
  if (!answer.startsWith("{")) return undefined;
  try {
    const { say, result } = JSON.parse(answer) as { say?: unknown; result?: unknown };
    if (typeof say === "string") return say;
    // A tool that ElevenLabs asked for: its answer stands within ours, as text.
    return typeof result === "string" ? sayOf(result) : undefined;
  } catch {
    return undefined;
  }
}
