import type { Scope } from "@/db/client";
import { listTurns } from "@/db/queries/calls";
import { findLastTransfer, type TransferWithAttempts } from "@/db/queries/transfers";
import type { Turn } from "@/db/schema/calls";
import { historyOf, type Resumption } from "@/lib/calls/initiation";
import { sentenceText } from "@/lib/sentences/sentence-text";
import type { Language } from "@/lib/vocabulary";

/**
 * How an agent begins with a caller who was away for a transfer: it knows why they are back, does not greet again and offers a message.
 * Undefined for a call in which there was none. `heard`: what a bridge heard of the call; left out, what is known of it.
 */
export async function resumptionOf(
  scope: Scope,
  callId: string,
  heard?: readonly Turn[],
): Promise<((language: Language) => Promise<Resumption>) | undefined> {
  const last = await findLastTransfer(scope, callId);
  const endedAt = last?.endedAt;
  if (!last || !endedAt) return undefined;
  // The agent has had them back already: something else has interrupted the call since.
  if (heard?.some(({ role, spokenAt }) => role === "agent" && spokenAt > endedAt)) return undefined;
  const turns = heard ?? (await listTurns(scope, callId));
  return async (language) => {
    const isWanted = last.failure === null || last.failure === "taken_back";
    const key = "no_answer" as const;
    const values = valuesOf(last);
    const firstMessage = isWanted
      ? GIVEN_BACK[language]
      : await sentenceText(scope, { key, language, values });
    return {
      prompt: (prompt) =>
        [prompt, briefingOf(last, language), ...historyOf("Said so far", turns)].join("\n\n"),
      firstMessage,
    };
  };
}

/** Nobody came, the house has told the caller so, and they have not said a word since. */
export async function isAwaitingWord(scope: Scope, callId: string): Promise<boolean> {
  const last = await findLastTransfer(scope, callId);
  const endedAt = last?.endedAt;
  if (last?.status !== "returned_to_agent" || !endedAt) return false;
  const turns = await listTurns(scope, callId);
  return !turns.some(({ role, spokenAt }) => role === "caller" && spokenAt > endedAt);
}

function valuesOf(transfer: TransferWithAttempts): { advisor?: string } {
  const advisor = transfer.attempts.at(-1)?.advisor?.name;
  return advisor === undefined ? {} : { advisor };
}

/** What the agent is told of a transfer that brought the caller back. */
export function briefingOf(transfer: TransferWithAttempts, language: Language): string {
  const why = transfer.failure === null ? "handed_back" : transfer.failure;
  const name = transfer.attempts.at(-1)?.advisor?.name ?? UNNAMED[language];
  return BRIEFINGS[
    why === "nobody_answered" || why === "nobody_on_duty" || why === "vendor" ? "nobody" : "back"
  ][language](name, transfer.reason);
}

const UNNAMED: Record<Language, string> = { es: "la persona", en: "the person" };

const GIVEN_BACK: Record<Language, string> = {
  es: "Ya estoy de nuevo con usted. ¿En qué más le puedo ayudar?",
  en: "I am back with you. What else can I do for you?",
};

const BRIEFINGS = {
  nobody: {
    es: (name: string, reason: string) =>
      `# El desvío no salió\n${name} no pudo atender la llamada (motivo: ${reason}). La persona ya lo sabe. No salude de nuevo. Si quiere dejar un recado, use take_message; si prefiere grabarlo, record_message.`,
    en: (name: string, reason: string) =>
      `# The transfer did not succeed\n${name} could not take the call (reason: ${reason}). The caller knows. Do not greet again. If they want to leave a message, use take_message; if they would rather record it, record_message.`,
  },
  back: {
    es: (name: string, reason: string) =>
      `# La llamada vuelve a usted\nEstaba con ${name} (motivo: ${reason}). No salude de nuevo; siga ayudando a la persona.`,
    en: (name: string, reason: string) =>
      `# The call is yours again\nIt was with ${name} (reason: ${reason}). Do not greet again; go on helping the caller.`,
  },
} as const;
