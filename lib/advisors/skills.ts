import { nameKey } from "@/lib/contacts/name-key";

/** Shorter words are the same or they are not: `de`, `uña`. */
const SHORTEST_STEM = 4;
/** How much of the shorter word two words share when they are one: `facturas` and `facturación`, not `contacto` and `contabilidad`. */
const SHARED_PART = 2 / 3;

/**
 * Whether somebody who helps with `skill` is who is wanted for `wanted`, both in people's words. Accents and case do not count; two words
 * are one when they begin alike for two thirds of the shorter one, four letters at least; every word of the shorter phrase has to be in
 * the longer one, words of up to three letters apart: `un problema con la factura` finds `Facturación`, `higiene dental` does not find
 * `Cirugía dental`. Pure.
 */
export function isSkillWanted(skill: string, wanted: string): boolean {
  const [few, many] = [wordsOf(skill), wordsOf(wanted)].sort((one, other) => one.length - other.length);
  if (!few || !many || few.length === 0) return false;
  return few.every((word) => many.some((other) => areOneWord(word, other)));
}

/** Those that say something; all of them where none is long. */
function wordsOf(phrase: string): string[] {
  const words = nameKey(phrase).split(" ").filter(Boolean);
  const long = words.filter((word) => word.length >= SHORTEST_STEM);
  return long.length > 0 ? long : words;
}

function areOneWord(one: string, other: string): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < shorter && one[shared] === other[shared]) shared += 1;
  return shared >= SHORTEST_STEM && shared >= shorter * SHARED_PART;
}
