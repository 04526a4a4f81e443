import { AppError } from "@/lib/errors";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import type { Country, Language } from "@/lib/vocabulary";
import { HUNDREDS_OF_SPANISH, readCardinal, SMALL_NUMBERS, TENS } from "./numerals";
import { sayCountOfDigits, sayDigits } from "./say-digits";
import { mustAsk, type SpokenContext, understood, type Understood } from "./understood";
import { Cursor, phrases, tokensOf } from "./words";

const TIMES: [number, ReturnType<typeof phrases>][] = [
  [2, phrases("doble | double | dos veces el | dos veces | twice")],
  [3, phrases("triple | treble | tres veces el | tres veces | three times")],
  [4, phrases("cuadruple | cuatro veces el | cuatro veces | quadruple | four times")],
];
const PLURALS = new Map(
  [
    ..."ceros unos doses treses cuatros cincos seises sietes ochos nueves".split(" "),
    ..."zeros ones twos threes fours fives sixes sevens eights nines".split(" "),
  ].map((word, index): [string, number] => [word, index % 10]),
);
const PAIR = phrases("un par de | par de | a pair of | pair of");
/** "The last four are": how many, not which. */
const COUNTS = phrases(
  [
    "los ultimos cuatro | las ultimas cuatro | los ultimos 4 | las ultimas 4 | los cuatro ultimos | las cuatro ultimas",
    "los ultimos tres | las ultimas tres | los ultimos 3 | las ultimas 3 | los tres ultimos | las tres ultimas",
    "los ultimos dos | ultimos cuatro | ultimas cuatro | the last four | the last 4 | last four | last 4 | the last three",
    "the last 3 | last three | four digits | cuatro cifras | cuatro digitos | nueve cifras | diez cifras",
  ].join("|"),
);
const NOT_A_DIGIT = phrases(
  "one moment | one second | one sec | one minute | un momento | un segundo | un minuto | one more time",
);
const CORRECTION = phrases(
  "no | perdon | perdone | digo | mejor dicho | me equivoque | sorry | i mean | no wait | correction",
);
const ARTICLES = new Set(["un", "una"]);
const ZERO_LETTERS = new Set(["o", "oh"]);

/**
 * Digits as they are dictated, one by one or in groups: `seis cero cero, doble cero, doce, treinta y cuatro` → `600001234`, `triple
 * five, oh one` → `55501`. What stands between is passed over.
 */
export function readDigits(text: string, language?: Language): Understood<string> {
  const tokens = tokensOf(text);
  const spoken = language ?? languageOf(tokens);
  const { digits, isUnsure } = collect(tokens, languageOf(tokens), true);
  if (isUnsure) return repeat("ambiguous", spoken);
  return digits === "" ? repeat("not_understood", spoken) : understood(digits);
}

function repeat(reason: "ambiguous" | "not_understood", language: Language): Understood<never> {
  return mustAsk(
    reason,
    language === "es"
      ? "Disculpe, ¿me lo puede repetir despacio, cifra por cifra?"
      : "Sorry, could you say it again slowly, digit by digit?",
  );
}

/** The language that more of the numbers are in; `once` is both. */
function languageOf(tokens: string[]): Language {
  const count = (language: Language) =>
    tokens.filter((token) => SMALL_NUMBERS[language].has(token) || TENS[language].has(token)).length;
  return count("en") > count("es") ? "en" : "es";
}

interface Collected {
  digits: string;
  /** "Six or seven", "five, no, six": which ones cannot be told. */
  isUnsure: boolean;
}

/** `areHundredsJoined`: "seiscientos doce" is 612, and not 600 followed by 12. */
function collect(tokens: string[], language: Language, areHundredsJoined: boolean): Collected {
  // A hyphen joins ("twenty-three"); a comma is a pause.
  const cursor = new Cursor(tokens.filter((token) => token !== "-"));
  let digits = "";
  let isDoubtful = false;
  let isUnsure = false;
  while (!cursor.isAtEnd) {
    const group =
      cursor.has(COUNTS) || cursor.has(NOT_A_DIGIT) ? "" : readGroup(cursor, language, areHundredsJoined);
    if (group === undefined) {
      isDoubtful ||=
        digits !== "" && (cursor.has(CORRECTION) || (language === "es" && cursor.peek() === "o"));
      cursor.skip();
    } else if (group !== "") {
      isUnsure ||= isDoubtful;
      digits += group;
    }
  }
  return { digits, isUnsure };
}

function readGroup(cursor: Cursor, language: Language, areHundredsJoined: boolean): string | undefined {
  const times = TIMES.find(([, list]) => cursor.attempt((rest) => (rest.has(list) ? true : undefined)))?.[0];
  if (times !== undefined) {
    const repeated = readNumber(cursor, language, areHundredsJoined) ?? zero(cursor) ?? "";
    return repeated.charAt(0).repeat(times) + repeated.slice(1);
  }
  return (
    cursor.attempt((rest) => plural(rest, language)) ??
    written(cursor) ??
    readNumber(cursor, language, areHundredsJoined) ??
    (language === "en" ? zero(cursor) : undefined)
  );
}

/** "Tres ceros", "un par de cincos". */
function plural(cursor: Cursor, language: Language): string | undefined {
  const count = cursor.has(PAIR) ? 2 : readCardinal(cursor, language);
  const digit = count === undefined ? undefined : cursor.takeOf(PLURALS);
  return count === undefined || digit === undefined || count > 15 ? undefined : String(digit).repeat(count);
}

function written(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (token === undefined || !/^\d/.test(token)) return undefined;
  cursor.skip();
  return token.replace(/\D/g, "");
}

/** In English a zero is also an "oh". */
function zero(cursor: Cursor): string | undefined {
  if (!ZERO_LETTERS.has(cursor.peek() ?? "")) return undefined;
  cursor.skip();
  return "0";
}

function readNumber(cursor: Cursor, language: Language, areHundredsJoined: boolean): string | undefined {
  if (ARTICLES.has(cursor.peek() ?? "") && cursor.peek(1) !== "mil") return undefined;
  if (language === "es" && !areHundredsJoined) {
    const hundreds = cursor.takeOf(HUNDREDS_OF_SPANISH);
    if (hundreds !== undefined) return String(hundreds);
  }
  return cursor.attempt((rest) => tensWithoutAnd(rest, language)) ?? cardinal(cursor, language);
}

/** Recognizers drop the "y": "treinta cuatro" is 34, since 304 would be said "tres cero cuatro". */
function tensWithoutAnd(cursor: Cursor, language: Language): string | undefined {
  if (language !== "es") return undefined;
  const tens = cursor.takeOf(TENS.es);
  const unit = tens === undefined ? undefined : cursor.takeOf(SMALL_NUMBERS.es);
  return tens === undefined || unit === undefined || unit < 1 || unit > 9 ? undefined : String(tens + unit);
}

function cardinal(cursor: Cursor, language: Language): string | undefined {
  const value = readCardinal(cursor, language);
  return value === undefined ? undefined : String(value);
}

/** Digits after the country's own code: what a person dictates. */
const NATIONAL_DIGITS: Record<Country, number> = {
  ES: 9,
  MX: 10,
  CO: 10,
  AR: 10,
  CL: 9,
  PE: 9,
  US: 10,
  GB: 11,
};

/** A dictated telephone number, E.164; in the business's country unless it begins with a plus or another country's code. */
export function readPhone(text: string, context: SpokenContext): Understood<string> {
  const tokens = tokensOf(text);
  const language = languageOf(tokens);
  const readings = [true, false].map((areJoined) => collect(tokens, language, areJoined));
  const [first] = readings;
  if (!first || first.digits === "") return askPhone(context);
  if (first.isUnsure) return repeat("ambiguous", context.language);
  const isInternational = /\+|\b(mas|plus)\b/.test(tokens.join(" ").split(/\d/)[0] ?? "");
  for (const { digits } of readings) {
    const number = phoneOf(isInternational ? `+${digits}` : digits, context.country);
    if (number !== undefined) return understood(number);
  }
  return askRest(first.digits, context);
}

function phoneOf(digits: string, country: Country): string | undefined {
  try {
    return parsePhoneNumber(digits, country, "phone").number;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function askPhone({ language }: SpokenContext): Understood<never> {
  return mustAsk(
    "not_understood",
    language === "es"
      ? "Disculpe, ¿me dice el número de teléfono, cifra por cifra?"
      : "Sorry, could you tell me the phone number, digit by digit?",
  );
}

function askRest(digits: string, context: SpokenContext): Understood<never> {
  const heard = sayDigits(digits, context);
  const missing = NATIONAL_DIGITS[context.country] - digits.length;
  if (missing > 0) {
    const count = sayCountOfDigits(missing, context.language);
    return mustAsk(
      "ambiguous",
      context.language === "es"
        ? `Tengo ${heard}, y ${missing === 1 ? "me falta" : "me faltan"} ${count}. ¿Me repite el número completo, por favor?`
        : `I have ${heard}, and ${count} ${missing === 1 ? "is" : "are"} missing. Could you say the whole number again, please?`,
    );
  }
  return mustAsk(
    "impossible",
    context.language === "es"
      ? `He entendido ${heard}, y no parece un número de teléfono. ¿Me lo repite, por favor, cifra por cifra?`
      : `I heard ${heard}, which does not look like a phone number. Could you say it again, digit by digit?`,
  );
}
