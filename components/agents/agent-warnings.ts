import type { AgentInput } from "@/lib/agents/schema";
import type { Language } from "@/lib/vocabulary";

export const AGENT_WARNINGS = [
  "no_disclosure",
  "waits_for_caller",
  "waits_for_callee",
  "long_greeting",
  "gaps_left",
] as const;
export type AgentWarning = (typeof AGENT_WARNINGS)[number];

/** Longer than about fifteen seconds of speech: most callers talk over it. */
const LONG_GREETING_CHARACTERS = 280;

const GREETING: Record<Language, RegExp> = {
  es: /^(hola|buenas|muy buenas|buen día|buenos días|buenas tardes|buenas noches)([\s,]+(hola|buenas|buen día|buenos días|buenas tardes|buenas noches))*$/iu,
  en: /^(hi|hello|hi there|hello there|good (morning|afternoon|evening|day))$/iu,
};

const DISCLOSURE: Record<Language, RegExp> = {
  es: /inteligencia artificial|(?<!\p{L})IA(?!\p{L})|(asistente|agente|recepcionista|operadora?|secretari[oa])\s+(virtual|digital|automátic[oa]|artificial)|(voz|sistema|servicio)\s+(artificial|automátic[oa]|automatizad[oa])|(?<!\p{L})robot(?!\p{L})/iu,
  en: /artificial intelligence|(?<!\p{L})A\.?I(?!\p{L})|(virtual|digital|automated|artificial)\s+([\p{L}-]+\s+)?(assistant|agent|receptionist|operator|voice|system|service)|(?<!\p{L})(robot|bot)(?!\p{L})/iu,
};

/** What the caller hears first, a bare "good morning" included with the sentence after it. */
function openingOf(firstMessage: string, language: Language): string {
  const sentences = firstMessage
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
  const [first = "", second = ""] = sentences;
  const bare = first.replace(/[¡!¿?.,…]+/gu, " ").trim();
  return GREETING[language].test(bare) ? `${first} ${second}` : first;
}

/** True when the first sentence tells the caller that an AI is speaking (EU AI Act, article 50). */
export function disclosesAi(firstMessage: string, language: Language): boolean {
  return DISCLOSURE[language].test(openingOf(firstMessage, language));
}

/** What a person should know of the text being written; none of it stops them from saving. */
export function agentWarnings({
  type,
  language,
  prompt,
  firstMessage,
}: Pick<AgentInput, "type" | "language" | "prompt" | "firstMessage">): AgentWarning[] {
  const warnings: AgentWarning[] = [];
  if (firstMessage.trim() === "") warnings.push(type === "inbound" ? "waits_for_caller" : "waits_for_callee");
  else if (!disclosesAi(firstMessage, language)) warnings.push("no_disclosure");
  if (firstMessage.length > LONG_GREETING_CHARACTERS) warnings.push("long_greeting");
  if (/\[[^\]\n]{2,80}\]/.test(`${prompt}\n${firstMessage}`)) warnings.push("gaps_left");
  return warnings;
}
