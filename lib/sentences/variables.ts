import type { Language, SentenceKey } from "@/lib/vocabulary";

/** What a sentence may name: written `{advisor}`, filled in when it is spoken. */
export const SENTENCE_VARIABLES = ["advisor", "business", "contact", "reason", "brief"] as const;
export type SentenceVariable = (typeof SENTENCE_VARIABLES)[number];
export type SentenceValues = Partial<Record<SentenceVariable, string>>;

const FOR_CALLERS = ["advisor", "business", "contact"] as const;
const FOR_ADVISORS = ["business", "contact", "reason", "brief", "advisor"] as const;

/** Which variables have a value where the sentence is spoken. */
export const VARIABLES_OF: Record<SentenceKey, readonly SentenceVariable[]> = {
  connecting: FOR_CALLERS,
  still_trying: FOR_CALLERS,
  no_answer: FOR_CALLERS,
  nobody_available: ["business", "contact"],
  leave_message: FOR_CALLERS,
  message_kept: FOR_CALLERS,
  advisor_brief: FOR_ADVISORS,
  advisor_connected: FOR_ADVISORS,
  advisor_too_late: FOR_ADVISORS,
  no_agent: ["business"],
  agent_inactive: ["business"],
  apology: ["business"],
  one_moment: ["business"],
  still_there: ["business"],
  cannot_hear: ["business"],
  say_again: ["business"],
  say_differently: ["business"],
  repeat_please: ["business"],
  goodbye_silence: ["business"],
  time_is_up: ["business"],
  recording_inform: ["business"],
  recording_consent: ["business"],
  message_or_person: ["business"],
};

/** Said where the name is not known; what is not here is left out. */
const UNNAMED: Record<Language, SentenceValues> = {
  es: { advisor: "un asesor" },
  en: { advisor: "an advisor" },
};

const VARIABLE = /\{([^{}]*)\}/g;

/** Everything that stands in braces, once each, known or not. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = ""]) => name.trim()))];
}

/** Those that the sentence of this key cannot say. */
export function unknownNamesIn(key: SentenceKey, text: string): string[] {
  const known: readonly string[] = VARIABLES_OF[key];
  return namesIn(text).filter((name) => !known.includes(name));
}

/** Stands for a value that is not known, until the sentence is closed round the gap. */
const GAP = "\u{F8FF}";
/** Stands behind a value that ends a sentence itself. */
const FULL = "\u{F8FE}";
const END = /[.!?…]$/;
const PREPOSITIONS = "de|del|con|para|por|a|sobre|from|with|for|to|of|about|by";

/**
 * The words to say. A variable without a value goes together with the comma or the preposition that led to it; one that ends its own
 * sentence brings no second full stop.
 */
export function fillSentence(text: string, values: SentenceValues, language: Language): string {
  const filled = text.replaceAll(VARIABLE, (_whole, name: string) => {
    const variable = name.trim() as SentenceVariable;
    const value = spoken(values[variable]) || UNNAMED[language][variable] || GAP;
    return END.test(value) ? value + FULL : value;
  });
  return (
    filled
      // "{brief}." whose value has its full stop; a question mark outweighs it.
      .replaceAll(/\u{F8FE}[.,;:]?/gu, "")
      .replaceAll(/[([«"“]\s*\u{F8FF}\s*[)\]»"”]/gu, GAP)
      .replaceAll(new RegExp(`\\s(?:${PREPOSITIONS})\\s+${GAP}`, "giu"), ` ${GAP}`)
      // What follows a gap at the beginning is the beginning now.
      .replaceAll(
        /(^|[.!?…])\s*(?:\u{F8FF}\s*[,.;:]?\s*)+(\S?)/gu,
        (_whole, before: string, next: string) => `${before} ${next.toUpperCase()}`,
      )
      .replaceAll(/[,;:]?\s*\u{F8FF}\s*(?=[,.;:!?…]|$)/gu, "")
      .replaceAll(GAP, " ")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/\s+([,.;:!?…])/g, "$1")
      .trim()
  );
}

function spoken(value: string | undefined): string {
  return (value ?? "").replaceAll(/[\s{}\u{F8FE}\u{F8FF}]+/gu, " ").trim();
}
