/** Which language the model speaks. */
import type { BrainLanguage } from "../receptionist/brain-phrases";
import { type InputItem, wordsOf } from "./input-items";

const NAMED: Record<BrainLanguage, RegExp> = {
  es: /\b(?:espa[nñ]ol|castellano|spanish|es(?:-[a-z]{2})?)(?![\p{L}])/iu,
  en: /\b(?:ingl[eé]s|english|en-[a-z]{2})(?![\p{L}])/iu,
};
/** A line that is about the language. */
const LINE =
  /^.*\b(?:idioma|language|lengua|hable|habla|responda|responde|conteste|speak|answer|reply|respond)\b.*$/gimu;
/** "Si le hablan en inglés, responda en inglés" says nothing of the rest. */
const CONDITION = /\b(?:si|cuando|salvo|if|when|unless)\b/iu;
const COMMON: Record<BrainLanguage, RegExp> = {
  es: /\b(?:el|la|los|las|de|que|una?|para|con|por|usted|es|su|si|no)\b/giu,
  en: /\b(?:the|of|and|to|an?|for|with|you|is|your|if|not|are)\b/giu,
};

/** Named by a line of the instructions; else that of their words, and without instructions that of what was said. */
export function languageOf(instructions: string, items: readonly InputItem[]): BrainLanguage {
  for (const line of instructions.match(LINE) ?? []) {
    if (CONDITION.test(line)) continue;
    const [isSpanish, isEnglish] = [NAMED.es.test(line), NAMED.en.test(line)];
    if (isSpanish !== isEnglish) return isSpanish ? "es" : "en";
  }
  const words =
    instructions.trim() === ""
      ? items.flatMap((item) => (item.type === "message" ? [wordsOf(item)] : [])).join(" ")
      : instructions;
  const count = (language: BrainLanguage) => words.match(COMMON[language])?.length ?? 0;
  return count("en") > count("es") ? "en" : "es";
}
