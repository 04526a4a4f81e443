import { type AttentionReason, LANGUAGES, type Language } from "@/lib/vocabulary";
import { ADVICE_RULES } from "./advice-rules";
import { EMERGENCY_RULES } from "./emergency-rules";
import { isDenied, isElsewhen, type SafetyRule } from "./rule";

/** Something a caller said that no agent may answer by itself. */
export interface Concern {
  kind: AttentionReason;
  /** The caller's own sentence, at most 300 characters. */
  words: string;
  /** In which it was said, whatever language the agent speaks. */
  language: Language;
}

/** Nobody says more in one turn than the transcript keeps of one. */
const MAX_TEXT = 20_000;
const MAX_WORDS = 300;

/**
 * The medical emergency, or else the request for medical advice, in what a caller said; undefined where there is neither. Spanish of
 * every country and English are both always listened for: people fall back on their own language when they are afraid. Pure, and
 * linear in the text. Plain words said of now and of somebody present are taken for one, even where it may be nothing; what only may
 * mean an emergency is left to the judgement of the agent, who is told the same rules in its prompt.
 */
export function detectConcern(text: string): Concern | undefined {
  const sentences = text.slice(0, MAX_TEXT).match(/[^.;!?…\n]+[.;!?…\n]*/g) ?? [];
  return (
    findConcern(sentences, "medical_emergency", EMERGENCY_RULES) ??
    findConcern(sentences, "medical_advice", ADVICE_RULES)
  );
}

function findConcern(
  sentences: readonly string[],
  kind: AttentionReason,
  rules: Record<Language, readonly SafetyRule[]>,
): Concern | undefined {
  for (const sentence of sentences) {
    const clauses = clausesOf(sentence);
    const language = LANGUAGES.find((spoken) => clauses.some((clause) => isSaid(clause, rules[spoken])));
    if (language) return { kind, words: sentence.trim().slice(0, MAX_WORDS), language };
  }
  return undefined;
}

function isSaid(clause: string, rules: readonly SafetyRule[]): boolean {
  return (
    !isElsewhen(clause) &&
    rules.some(({ says, unless }) => {
      const found = says.exec(clause);
      return found !== null && !unless?.test(clause) && !isDenied(clause.slice(0, found.index));
    })
  );
}

/** “Last year it was an infarction, but now he cannot breathe” says two things. */
function clausesOf(sentence: string): string[] {
  return plainWords(sentence)
    .split(/ (?:pero|ahora|ahorita|aunque|but|now) /)
    .map((clause) => ` ${clause.trim()} `);
}

/** Lower case without accents and marks, between single blanks; ¡sí! is no condition. */
function plainWords(sentence: string): string {
  const letters = sentence
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/(?<!\p{L})sí(?!\p{L})/gu, " ")
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f'’`]/g, "")
    .replaceAll(/[^a-z0-9]+/g, " ");
  return ` ${letters.trim()} `;
}
