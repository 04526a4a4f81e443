import type { Language } from "@/lib/vocabulary";
import { addMonths, type Day, makeDay, yearOf } from "./days";
import { MONTHS_ES } from "./month-es";
import { MONTHS_EN } from "./months-en";
import { readCardinal } from "./numerals";
import { ordinalEn } from "./ordinals-en";
import { todayOf } from "./say";
import { mustAsk, type SpokenContext, understood, type Understood } from "./understood";
import { Cursor, phrases, wordsOf } from "./words";

/** Nobody is older. */
const OLDEST_YEARS = 120;

const MONTHS: Record<Language, ReadonlyMap<string, number>> = {
  es: new Map([...MONTHS_ES, ["mar", 3], ["may", 5]]),
  en: new Map([...MONTHS_EN, ["mar", 3]]),
};
const YEAR_BEFORE: Record<Language, ReturnType<typeof phrases>> = {
  es: phrases("en el ano | en el | del ano | de el ano | ano | el ano"),
  en: phrases("in the year | the year | born in | year"),
};
const FIRST = phrases("primero | primer dia");
const ENDING = phrases("º | ro | er | st | nd | rd | th");
const ZERO = phrases("cero | zero | oh | o");
/** "Tengo 44 años": an age is no date. */
const AGE = phrases("anos | years");

/** What was said, in order. */
type Piece = { kind: "month"; value: number } | { kind: "number"; value: number; isYear: boolean };

/**
 * A day of birth as it is said: `el tres de mayo del ochenta y dos`, `3 del 5 del 82`, `nací en el 82, el tres de mayo`, `May 3rd 1982`,
 * `03/05/1982` (month first only in the English of the United States), `1982-05-03`. Two digits are the latest such year that has been.
 */
export function readBirthDate(text: string, context: SpokenContext): Understood<string> {
  const words = wordsOf(text);
  const languages: Language[] = context.language === "es" ? ["es", "en"] : ["en", "es"];
  const readings = languages.map((language) => piecesOf(words, language));
  // The language in which more of it means something.
  const best = readings.reduce((most, reading) => (reading.length > most.length ? reading : most), []);
  return birthDate(best, context);
}

function piecesOf(words: string[], language: Language): Piece[] {
  const cursor = new Cursor(words.flatMap(splitWritten));
  const pieces: Piece[] = [];
  while (!cursor.isAtEnd) {
    const piece = cursor.attempt((rest) => readPiece(rest, language));
    if (piece) pieces.push(piece);
    else cursor.skip();
  }
  return joinCentury(pieces, language);
}

/** `03/05/1982` and `03051982` are three numbers. */
function splitWritten(word: string): string[] {
  if (/^\d{8}$/.test(word)) return [word.slice(0, 2), word.slice(2, 4), word.slice(4)];
  if (/^\d{6}$/.test(word)) return [word.slice(0, 2), word.slice(2, 4), word.slice(4)];
  return word.split(/[:./-]/);
}

function readPiece(cursor: Cursor, language: Language): Piece | undefined {
  const isYear = cursor.has(YEAR_BEFORE[language]);
  const month = isYear ? undefined : cursor.takeOf(MONTHS[language]);
  if (month !== undefined) return { kind: "month", value: month };
  const isZero = cursor.has(ZERO);
  const value = cursor.has(FIRST) ? 1 : (ordinalOf(cursor, language) ?? readCardinal(cursor, language));
  // "Del cero": the year 2000.
  if (isZero && value === undefined) return { kind: "number", value: 0, isYear: true };
  if (value === undefined || (isZero && value > 9)) return undefined;
  cursor.has(ENDING);
  return cursor.has(AGE) ? undefined : { kind: "number", value, isYear };
}

function ordinalOf(cursor: Cursor, language: Language): number | undefined {
  return language === "en" ? ordinalEn(cursor) : undefined;
}

/** "Nineteen eighty two", "twenty ten", "diecinueve ochenta y dos": the last two of one number too many. */
function joinCentury(pieces: Piece[], language: Language): Piece[] {
  const numbers = pieces.filter((piece) => piece.kind === "number");
  const expected = pieces.length > numbers.length ? 2 : 3;
  const [last, century] = [pieces.at(-1), pieces.at(-2)];
  if (numbers.length <= expected || last?.kind !== "number" || century?.kind !== "number") return pieces;
  const isCentury = century.value === 19 || (century.value === 20 && language === "en");
  if (!isCentury || last.value > 99) return pieces;
  return [...pieces.slice(0, -2), { kind: "number", value: century.value * 100 + last.value, isYear: true }];
}

function birthDate(pieces: Piece[], context: SpokenContext): Understood<string> {
  const numbers = pieces.filter((piece) => piece.kind === "number");
  const month = pieces.find((piece) => piece.kind === "month")?.value;
  if (numbers.length === 0) return askBirthDate("not_understood", context);
  const isYear = ({ value, isYear: isSaid }: (typeof numbers)[number]) => isSaid || value === 0 || value > 31;
  const years = numbers.filter(isYear);
  const rest = numbers.filter((piece) => !isYear(piece)).map(({ value }) => value);
  if (years.length > 1 || numbers.length > (month === undefined ? 3 : 2))
    return askBirthDate("ambiguous", context);
  const needed = month === undefined ? 2 : 1;
  // A year of two digits below 32 comes last: "el tres de mayo del cinco".
  const year = years[0]?.value ?? (rest.length > needed ? rest.pop() : undefined);
  if (rest.length < needed)
    return year === undefined ? askBirthDate("not_understood", context) : askDayAndMonth(context);
  if (year === undefined) return askYear(context);
  const isYearFirst = years.length > 0 && numbers[0] === years[0];
  const [day, monthNumber] = month === undefined ? dayAndMonth(rest, isYearFirst, context) : [rest[0], month];
  return checked(fullYear(year, context), monthNumber ?? 0, day ?? 0, context);
}

/** `1982-05-03` has the month first; so has the English of the United States. What cannot be a month is the day. */
function dayAndMonth(
  [first = 0, second = 0]: number[],
  isYearFirst: boolean,
  { language, country }: SpokenContext,
): [number, number] {
  const isMonthFirst = isYearFirst || (language === "en" && country === "US");
  if (isMonthFirst) return first > 12 ? [first, second] : [second, first];
  return second > 12 ? [second, first] : [first, second];
}

function fullYear(year: number, context: SpokenContext): number {
  if (year > 99) return year;
  return year <= yearOf(todayOf(context)) % 100 ? 2000 + year : 1900 + year;
}

function checked(year: number, month: number, day: number, context: SpokenContext): Understood<string> {
  const today = todayOf(context);
  const born: Day | undefined = makeDay(year, month, day) ?? undefined;
  if (born === undefined || born > today || born < addMonths(today, -OLDEST_YEARS * 12))
    return askBirthDate("impossible", context);
  return understood(born);
}

function askBirthDate(
  reason: "not_understood" | "ambiguous" | "impossible",
  { language }: SpokenContext,
): Understood<never> {
  const isSpanish = language === "es";
  if (reason === "impossible") {
    return mustAsk(
      reason,
      isSpanish
        ? "Disculpe, esa fecha no me cuadra. ¿Me repite el día, el mes y el año en que nació?"
        : "Sorry, that date cannot be right. Could you repeat the day, month and year you were born?",
    );
  }
  return mustAsk(
    reason,
    isSpanish
      ? "Disculpe, ¿me dice el día, el mes y el año en que nació?"
      : "Sorry, could you tell me the day, month and year you were born?",
  );
}

function askYear({ language }: SpokenContext): Understood<never> {
  return mustAsk("ambiguous", language === "es" ? "¿Y de qué año?" : "And which year?");
}

function askDayAndMonth({ language }: SpokenContext): Understood<never> {
  return mustAsk("ambiguous", language === "es" ? "¿Y qué día y qué mes?" : "And which day and month?");
}
