import type { Language } from "@/lib/vocabulary";
import { type Cursor, phrases } from "./words";

const SMALL_ES =
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split(
    " ",
  );
const TENS_ES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const SMALL_EN =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const HUNDREDS_ES =
  "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(
    " ",
  );

const plain = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "");
const numbered = (words: string[], first: number, step: number): [string, number][] =>
  words.map((word, index) => [plain(word), first + index * step]);

type Words = ReadonlyMap<string, number>;

/** Words of 0 to 29 in Spanish, 0 to 19 in English. */
export const SMALL_NUMBERS: Record<Language, Words> = {
  es: new Map([...numbered(SMALL_ES, 0, 1), ["un", 1], ["una", 1], ["veintiun", 21], ["veintiuna", 21]]),
  en: new Map(numbered(SMALL_EN, 0, 1)),
};

/** Words of the tens that take a unit after them. */
export const TENS: Record<Language, Words> = {
  es: new Map(numbered(TENS_ES, 30, 10)),
  en: new Map([...numbered(TENS_EN, 20, 10), ["fourty", 40]]),
};

/** Words of the hundreds; English makes them of two. */
export const HUNDREDS_OF_SPANISH: Words = new Map([
  ...numbered(HUNDREDS_ES, 100, 100),
  ...numbered(
    HUNDREDS_ES.map((word) => word.replace(/os$/, "as")),
    100,
    100,
  ),
  ["ciento", 100],
  ["setescientos", 700],
  ["nuevecientos", 900],
]);

const AND = phrases("and");
const HUNDRED = phrases("hundred | a hundred");
const THOUSAND = phrases("thousand | a thousand");
const THOUSAND_ES = phrases("mil");

/** A whole number from 0 to 9999 in words or digits, if one stands here. */
export function readCardinal(cursor: Cursor, language: Language): number | undefined {
  const digits = cursor.takeDigits(4);
  if (digits !== undefined) return digits;
  return language === "es" ? spanish(cursor) : english(cursor);
}

function spanish(cursor: Cursor): number | undefined {
  if (cursor.has(THOUSAND_ES)) return 1000 + (belowThousandEs(cursor) ?? 0);
  const value = belowThousandEs(cursor);
  if (value === undefined || value === 0 || value > 9 || !cursor.has(THOUSAND_ES)) return value;
  return value * 1000 + (belowThousandEs(cursor) ?? 0);
}

function belowThousandEs(cursor: Cursor): number | undefined {
  const hundreds = cursor.takeOf(HUNDREDS_OF_SPANISH);
  if (hundreds === undefined) return belowHundred(cursor, "es");
  return hundreds + (belowHundred(cursor, "es") ?? 0);
}

/** A whole number from 0 to 99 in words, if one stands here. */
export function belowHundred(cursor: Cursor, language: Language): number | undefined {
  const small = cursor.takeOf(SMALL_NUMBERS[language]);
  if (small !== undefined) return small;
  const tens = cursor.takeOf(TENS[language]);
  if (tens === undefined) return undefined;
  return tens + (cursor.attempt((rest) => unitAfterTens(rest, language)) ?? 0);
}

function unitAfterTens(cursor: Cursor, language: Language): number | undefined {
  if (language === "es") {
    if (cursor.peek() !== "y") return undefined;
    cursor.skip();
  }
  const unit = cursor.takeOf(SMALL_NUMBERS[language]);
  return unit !== undefined && unit >= 1 && unit <= 9 ? unit : undefined;
}

function english(cursor: Cursor): number | undefined {
  if (cursor.has(THOUSAND)) return 1000 + (belowThousandEn(cursor) ?? 0);
  const value = belowThousandEn(cursor);
  if (value === undefined || value === 0 || value > 9 || !cursor.has(THOUSAND)) return value;
  return value * 1000 + (cursor.attempt(afterAnd) ?? belowThousandEn(cursor) ?? 0);
}

function belowThousandEn(cursor: Cursor): number | undefined {
  if (cursor.has(HUNDRED)) return 100 + (cursor.attempt(afterAnd) ?? 0);
  const value = belowHundred(cursor, "en");
  if (value === undefined || value === 0 || value > 9 || !cursor.has(HUNDRED)) return value;
  return value * 100 + (cursor.attempt(afterAnd) ?? belowHundred(cursor, "en") ?? 0);
}

function afterAnd(cursor: Cursor): number | undefined {
  return cursor.has(AND) ? belowHundred(cursor, "en") : undefined;
}

/** 0 to 99 in words: 31 → `treinta y uno`, `thirty one`. */
export function sayCardinal(value: number, language: Language): string {
  const small = (language === "es" ? SMALL_ES : SMALL_EN)[value];
  if (small !== undefined) return small;
  const tens = language === "es" ? TENS_ES[Math.trunc(value / 10) - 3] : TENS_EN[Math.trunc(value / 10) - 2];
  if (tens === undefined) return String(value);
  if (value % 10 === 0) return tens;
  return `${tens}${language === "es" ? " y " : " "}${sayCardinal(value % 10, language)}`;
}
