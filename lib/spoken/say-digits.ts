import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Language } from "@/lib/vocabulary";
import { sayCardinal } from "./numerals";
import type { SpokenContext } from "./understood";

/** Nobody keeps more digits in mind at once. */
const LONGEST_GROUP = 4;

/** Digits to be read back, one by one, in the groups in which that number is written: `seis cero cero, uno uno, dos dos, tres tres`. */
export function sayDigits(digits: string, context: Pick<SpokenContext, "language" | "country">): string {
  return groupsOf(digits, context)
    .flatMap(shortGroups)
    .map((group) => sayGroup(group, context.language))
    .join(", ");
}

function groupsOf(digits: string, { country }: Pick<SpokenContext, "country">): string[] {
  const phone = digits.startsWith("+") ? parsePhoneNumberFromString(digits) : undefined;
  if (!phone) return digits.match(/\+?\d+/g) ?? [];
  const written = phone.country === country ? phone.formatNational() : phone.formatInternational();
  return written.match(/\+?\d+/g) ?? [];
}

function shortGroups(group: string): string[] {
  if (group.length <= LONGEST_GROUP || group.startsWith("+")) return [group];
  return [group.slice(0, 3), ...shortGroups(group.slice(3))];
}

function sayGroup(group: string, language: Language): string {
  const plus = group.startsWith("+") ? (language === "es" ? "más " : "plus ") : "";
  const words = (group.match(/\d/g) ?? []).map((digit) => sayCardinal(Number(digit), language));
  return plus + words.join(" ");
}

/** `una cifra`, `three digits`. */
export function sayCountOfDigits(count: number, language: Language): string {
  if (language === "en") return `${sayCardinal(count, "en")} digit${count === 1 ? "" : "s"}`;
  return count === 1 ? "una cifra" : `${sayCardinal(count, "es")} cifras`;
}
