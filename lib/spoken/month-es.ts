import type { MonthMeaning } from "./day-meaning";
import { readCardinal } from "./numerals";
import { type Cursor, phrases } from "./words";

const NAMES =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");

/** Names as words without accents, and what is written for short. */
export const MONTHS_ES: ReadonlyMap<string, number> = new Map([
  ...NAMES.map((name, index): [string, number] => [name, index + 1]),
  ...NAMES.map((name, index): [string, number] => [name.slice(0, 3), index + 1]).filter(
    // "Mar" and "may" are words of other things too.
    ([name]) => name !== "mar" && name !== "may",
  ),
  ["setiembre", 9],
  ["sept", 9],
]);

const OF = phrases("de | del");
const THIS = phrases(
  "mes | el mes | este mes | este mismo mes | este | presente mes | corriente | corriente mes | mes en curso",
);
const NEXT = phrases(
  [
    "el mes que viene | el proximo mes | el mes proximo | el mes siguiente | el mes entrante | el siguiente mes",
    "el mes que entra | mes que viene | proximo mes | mes entrante | mes siguiente | mes que entra | mes proximo",
    "siguiente mes | el que viene | que viene | el proximo | proximo | entrante | el otro mes | otro mes",
  ].join("|"),
);

/** "De noviembre", "del mes que viene", "del once de 2027", "de este mes". */
export function ofMonth(cursor: Cursor): MonthMeaning | undefined {
  const article = cursor.take(OF);
  const named = cursor.takeOf(MONTHS_ES);
  if (named !== undefined) return { month: named, year: cursor.attempt(ofYear) ?? null };
  if (article === undefined) return undefined;
  if (cursor.has(NEXT)) return { offset: 1 };
  if (cursor.has(THIS)) return { offset: 0 };
  const month = article === "de el" ? readCardinal(cursor, "es") : undefined;
  if (month === undefined || month < 1 || month > 12) return undefined;
  return { month, year: cursor.attempt(ofYear) ?? null };
}

/** A month as a time of its own: "en diciembre", "el mes que viene", "este mes". */
export function wholeMonth(cursor: Cursor): MonthMeaning | undefined {
  if (cursor.has(WHOLE_NEXT)) return { offset: 1 };
  if (cursor.has(WHOLE_THIS)) return { offset: 0 };
  cursor.has(WHOLE_BEFORE);
  const named = cursor.takeOf(MONTHS_ES);
  if (named === undefined) return undefined;
  const year = cursor.attempt(ofYear) ?? null;
  cursor.has(AFTER_NAME);
  return { month: named, year };
}
const WHOLE_NEXT = phrases(
  [
    "el mes que viene | el proximo mes | el mes proximo | el mes siguiente | el mes entrante | el siguiente mes",
    "el mes que entra | mes que viene | proximo mes | mes entrante | mes siguiente | mes proximo | el otro mes",
  ].join("|"),
);
const WHOLE_THIS = phrases("este mes | este mismo mes | lo que queda de mes");
const WHOLE_BEFORE = phrases("en el mes de | el mes de | en | el proximo | este | proximo");
const AFTER_NAME = phrases("que viene | proximo");

function ofYear(cursor: Cursor): number | undefined {
  if (!cursor.has(OF)) return undefined;
  const year = readCardinal(cursor, "es");
  if (year !== undefined && year >= 25 && year <= 99) return 2000 + year;
  return year !== undefined && year >= 1900 ? year : undefined;
}
