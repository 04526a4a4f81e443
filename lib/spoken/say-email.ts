import type { Language } from "@/lib/vocabulary";
import { SPELLED } from "./letters";
import { sayCardinal } from "./numerals";
import { readEmail } from "./read-email";
import type { SpokenContext } from "./understood";

const SIGNS: Record<Language, ReadonlyMap<string, string>> = {
  es: new Map([
    ["@", "arroba"],
    [".", "punto"],
    ["-", "guion medio"],
    ["_", "guion bajo"],
    ["+", "signo más"],
  ]),
  en: new Map([
    ["@", "at"],
    [".", "dot"],
    ["-", "hyphen"],
    ["_", "underscore"],
    ["+", "plus"],
  ]),
};

/**
 * An address to be read back: `ana punto garcia, arroba, gmail punto com`. What would not be understood as a word, because it sounds
 * like a sign, a letter or nothing that can be pronounced, is spelled.
 */
export function spellEmail(email: string, context: SpokenContext): string {
  const parts = email.toLowerCase().match(/[a-z]+|\d|[^a-z\d]/g) ?? [];
  return parts
    .map((part) => sayPart(part, context))
    .join(" ")
    .replace(/ (arroba|at) /, ", $1 ");
}

function sayPart(part: string, context: SpokenContext): string {
  const { language } = context;
  if (/^\d$/.test(part)) return sayCardinal(Number(part), language);
  if (!/^[a-z]/.test(part)) return SIGNS[language].get(part) ?? part;
  return isWord(part, context)
    ? part
    : part
        .split("")
        .map((letter) => SPELLED[language].get(letter) ?? letter)
        .join(", ");
}

const PRONOUNCEABLE = /^[^aeiouy]{0,3}(?:[aeiouy]{1,2}[^aeiouy]{1,3})*[aeiouy]{0,2}$/;
const LONGEST_WORD = 30;

/** A word that is heard as it is written, wherever it stands. */
function isWord(part: string, context: SpokenContext): boolean {
  if (part === "com" || part === "net" || part === "org") return true;
  if (part.length < 3 || part.length > LONGEST_WORD || !PRONOUNCEABLE.test(part)) return false;
  const read = readEmail(`${part} arroba ejemplo punto com`, context);
  return read.ok && read.value === `${part}@ejemplo.com`;
}
