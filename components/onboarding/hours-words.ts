import { groupHours } from "@/lib/tenants/rules";
import type { Language, OpeningHours, Weekday } from "@/lib/vocabulary";
import { weekdayName } from "@/components/settings/business-week";

/** What stands in an agent's instructions, in the language it speaks. */
const WORDS: Record<
  Language,
  { closed: string; and: string; to: string; of: (from: string, to: string) => string }
> = {
  es: { closed: "cerrado", and: " y ", to: " a ", of: (from, to) => `de ${from} a ${to}` },
  en: { closed: "closed", and: " and ", to: " to ", of: (from, to) => `${from} to ${to}` },
};
/** The gaps of the templates that these words fill. */
const GAPS: Record<Language, string> = { es: "[días y horas]", en: "[days and times]" };

/** `lunes a viernes de 09:00 a 14:00 y de 16:00 a 20:00; sábado y domingo cerrado`. */
export function hoursInWords(hours: OpeningHours, language: Language): string {
  const words = WORDS[language];
  const nameOf = (day: Weekday) => weekdayName(day, language);
  return groupHours(hours)
    .map(({ days, intervals }) => {
      const [first = "monday", last = first] = [days[0], days.at(-1)];
      const span =
        days.length === 1
          ? nameOf(first)
          : `${nameOf(first)}${days.length === 2 ? words.and : words.to}${nameOf(last)}`;
      const times = intervals.map(({ from, to }) => words.of(from, to)).join(words.and);
      return `${span} ${times || words.closed}`;
    })
    .join("; ");
}

/** Instructions in which what the business has told already stands in place of the gap. */
export function fillHours(prompt: string, hours: OpeningHours, language: Language): string {
  if (Object.keys(hours).length === 0) return prompt;
  return prompt.replaceAll(GAPS[language], () => hoursInWords(hours, language));
}
