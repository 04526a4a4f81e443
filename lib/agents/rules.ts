import { hasVendorAgent, type Language, type Mode } from "@/lib/vocabulary";
import type { AgentInput } from "./schema";
import { BUILT_IN_VARIABLES, variablesIn } from "./variables";

/** What an agent must say before it may speak for a business. Pure and fit for the browser: judged while it is written, and by the server. */

const AGENT_FAULT_KEYS = [
  "greeting_empty",
  "voice_missing",
  "no_ai_disclosure",
  "variable_malformed",
  "variable_without_source",
] as const;

export interface AgentFault {
  /** `firstMessage`, `prompt`, `machineMessage`, `voiceId` or `variables.<name>`. */
  field: string;
  /** Of `errors.fields`. */
  key: (typeof AGENT_FAULT_KEYS)[number];
}

type Words = Pick<AgentInput, "language" | "prompt" | "firstMessage" | "variables" | "machineMessage">;
type Speaker = Words & Pick<AgentInput, "mode" | "voiceId">;

/** In the order in which they should be mended; none for an agent that may be switched on. */
export function agentFaults(agent: Speaker): AgentFault[] {
  const { firstMessage, prompt, machineMessage = "", language } = agent;
  const faults: AgentFault[] = [];
  if (firstMessage.trim() === "") faults.push({ field: "firstMessage", key: "greeting_empty" });
  else if (!disclosesAi(firstMessage, language))
    faults.push({ field: "firstMessage", key: "no_ai_disclosure" });
  // Where ElevenLabs speaks it has a voice of its own; the house has none.
  if (agent.voiceId === null && !hasVendorAgent(agent.mode))
    faults.push({ field: "voiceId", key: "voice_missing" });
  for (const [field, text] of Object.entries({ firstMessage, prompt, machineMessage }))
    if (hasMalformedVariable(text)) faults.push({ field, key: "variable_malformed" });
  for (const { name, source } of variableSources(agent))
    if (source === "missing") faults.push({ field: `variables.${name}`, key: "variable_without_source" });
  return faults;
}

/** Whether there is somebody to speak: in some modes that is an agent at ElevenLabs. */
export function canSpeak(agent: { mode: Mode; elevenLabsAgentId: string | null }): boolean {
  return agent.elevenLabsAgentId !== null || !hasVendorAgent(agent.mode);
}

/** The first fault of every field, as `AppError` wants it. */
export function faultFields(faults: readonly AgentFault[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { field, key } of faults) fields[field] ??= key;
  return fields;
}

export interface VariableSource {
  name: string;
  /** Who says what it is: the house, the agent's default, each call, or nobody yet. */
  source: "built_in" | "default" | "call" | "missing";
  /** The default; empty without one. */
  value: string;
  isUsed: boolean;
}

/** Every variable of the texts in their order, then those that are declared and stand nowhere. */
export function variableSources({
  prompt,
  firstMessage,
  machineMessage = "",
  variables = {},
}: Pick<Words, "prompt" | "firstMessage" | "machineMessage" | "variables">): VariableSource[] {
  const used = variablesIn(firstMessage, prompt, machineMessage);
  const unused = Object.keys(variables).filter((name) => !used.includes(name));
  return [...used, ...unused].map((name) => {
    const value = variables[name];
    const isBuiltIn = BUILT_IN_VARIABLES.some((builtIn) => builtIn === name);
    const declared = value === undefined ? "missing" : value === "" ? "call" : "default";
    return {
      name,
      source: isBuiltIn ? "built_in" : declared,
      value: value ?? "",
      isUsed: used.includes(name),
    };
  });
}

/** `{{anything}}` that is no name: it would be read out with its braces. */
function hasMalformedVariable(text: string): boolean {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].some(
    ([, inside = ""]) => !/^\s*[A-Za-z_]\w{0,63}\s*$/.test(inside),
  );
}

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
  const bare = first.replace(/\{\{[^{}]*\}\}|[¡!¿?.,…]+/gu, " ").trim();
  return GREETING[language].test(bare) ? `${first} ${second}` : first;
}

/** True when the first sentence tells the caller that an AI is speaking (EU AI Act, article 50). */
export function disclosesAi(firstMessage: string, language: Language): boolean {
  return DISCLOSURE[language].test(openingOf(firstMessage, language));
}
