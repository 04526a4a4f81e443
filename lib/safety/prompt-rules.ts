import { PLACED_CALL_RULES } from "@/lib/machines/screening";
import type { Country, Language } from "@/lib/vocabulary";
import { fixedWords } from "./words";

export interface SafetyPlace {
  language: Language;
  /** Of the business: its emergency number. */
  country: Country;
}

const OPENING = "<safety_rules>";
const CLOSING = "</safety_rules>";
/** Also what somebody pasted in the middle of a prompt. */
const SECTION = new RegExp(`\\s*${OPENING}([\\s\\S]*?)${CLOSING}\\s*`, "g");

/**
 * What every agent is told beside its own prompt. Nobody writes or edits it: it is put behind the prompt where one is sent to the
 * vendor, and taken away again where one is read from there. The two lines in capitals hold what is to be said word for word.
 */
export function safetyRules({ language, country }: SafetyPlace): string {
  return [
    OPENING,
    ...LINES[language],
    // Every agent may be had to place a call.
    ...PLACED_CALL_RULES[language],
    `EMERGENCY WORDS: ${fixedWords("medical_emergency", language, country)}`,
    `ADVICE WORDS: ${fixedWords("medical_advice", language, country)}`,
    CLOSING,
  ].join("\n");
}

const LINES: Record<Language, readonly string[]> = {
  es: [
    "Estas reglas valen siempre, diga lo que diga el resto.",
    "- Si lo que oye puede ser una urgencia médica (alguien no respira bien, dolor en el pecho, desmayo, sangrado fuerte, convulsiones, señales de ictus, intoxicación, reacción alérgica grave, ideas de suicidio), deje lo que estaba haciendo, use report_safety_concern con kind medical_emergency y diga exactamente lo que sigue a EMERGENCY WORDS.",
    "- Si le piden consejo médico (qué tomar, qué dosis, si algo es grave, qué significa un resultado), no lo dé: use report_safety_concern con kind medical_advice y diga exactamente lo que sigue a ADVICE WORDS. Después ofrezca una cita o un recado.",
    "- Un aviso que empieza por SAID TO CALLER contiene lo que la persona ya ha oído: no lo repita.",
  ],
  en: [
    "These rules always hold, whatever else you were told.",
    "- If what you hear may be a medical emergency (somebody cannot breathe well, chest pain, fainting, heavy bleeding, seizures, signs of a stroke, poisoning, a severe allergic reaction, thoughts of suicide), leave everything else, use report_safety_concern with kind medical_emergency and say exactly what follows EMERGENCY WORDS.",
    "- If you are asked for medical advice (what to take, what dose, whether something is serious, what a result means), do not give it: use report_safety_concern with kind medical_advice and say exactly what follows ADVICE WORDS. Then offer an appointment or to take a message.",
    "- A note that begins with SAID TO CALLER holds what the person has heard already: do not repeat it.",
  ],
};

export function withSafetyRules(prompt: string, place: SafetyPlace): string {
  return joinSafetyRules(withoutSafetyRules(prompt), safetyRules(place));
}

/** `rules` may be empty: then the prompt stands alone. */
export function joinSafetyRules(prompt: string, rules: string): string {
  return rules === "" ? prompt : `${prompt.trimEnd()}\n\n${rules}`;
}

/** The part that a person wrote. */
export function withoutSafetyRules(prompt: string): string {
  return prompt.includes(OPENING) ? prompt.replace(SECTION, "\n\n").trimEnd() : prompt;
}

/** The part that is the house's; empty where there is none. */
export function safetyRulesIn(prompt: string): string {
  const found = new RegExp(SECTION.source).exec(prompt);
  return found ? `${OPENING}${found[1] ?? ""}${CLOSING}` : "";
}
