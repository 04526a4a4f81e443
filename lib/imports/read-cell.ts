import { DAY_MS } from "@/lib/agenda/rules";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import { AppError } from "@/lib/errors";
import { nameKey } from "@/lib/contacts/name-key";
import type { Country, Language } from "@/lib/vocabulary";

/** What a cell says, or why it says nothing usable: a key of `errors.fields`. */
export type Reading<Value> = { value: Value } | { fault: string };

export interface PhoneFacts {
  /** Where numbers without a code are dialled, and how dates are written. */
  country: Country;
}

/**
 * Longer cells hold neither telephone numbers nor a date, and are not searched for them: the patterns below take time by the square of a
 * run of spaces, and one file has thousands of cells.
 */
const LONGEST = { phones: 600, date: 60 };

/** A cell as a person would read it: Excel's `="0123"` is text, and a leading apostrophe only says so. */
export function plainText(cell: string): string {
  const text = cell.trim();
  const formula = /^="(.*)"$/s.exec(text);
  if (formula) return (formula[1] ?? "").replaceAll('""', '"').trim();
  return text.replace(/^'(?=[+=@\d-])/, "");
}

/** What Excel leaves of a long number: the digits after the sixth are lost, unless all of them are written. */
const SCIENTIFIC = /^(\d)[.,](\d+)E\+?(\d{1,2})$/i;

/** The digits of a number that a spreadsheet took for a quantity: `600123456.0`, `6.00123456E+08`. Undefined when some are lost. */
function wholeDigits(text: string): string | undefined {
  const scientific = SCIENTIFIC.exec(text);
  if (!scientific) return text.replace(/^(\+?\d{6,})[.,]0+$/, "$1");
  const [, first = "", rest = "", exponent = ""] = scientific;
  return rest.length === Number(exponent) ? first + rest : undefined;
}

/** E.164 of one telephone number or of several, `600 111 222 / 913 333 444`. Empty cells have none. */
export function readPhones(cell: string, { country }: PhoneFacts): Reading<string[]> {
  const text = plainText(cell).replace(/^tel[.:]?\s*/i, "");
  if (text === "") return { value: [] };
  if (text.length > LONGEST.phones) return { fault: "phone_number" };
  const whole = readPhone(text, country);
  if ("value" in whole) return { value: [whole.value] };
  // Its comma separates nothing.
  if (whole.fault === "excel_number") return whole;
  const parts = text.split(/\s*(?:[/;|,\n]|\s[yo]\s)\s*/).filter((part) => part !== "");
  if (parts.length < 2) return whole;
  const numbers: string[] = [];
  for (const part of parts) {
    const one = readPhone(part, country);
    if ("fault" in one) return one;
    if (!numbers.includes(one.value)) numbers.push(one.value);
  }
  return { value: numbers };
}

function readPhone(text: string, country: Country): Reading<string> {
  const digits = wholeDigits(text);
  if (digits === undefined) return { fault: "excel_number" };
  // The exchange's own way to say plus, whatever it is where the business is.
  const international = digits.replace(/^\(?00\)?\s*(?=\(?\d)/, "+").replace(/^\(\+(\d+)\)/, "+$1");
  try {
    return { value: parsePhoneNumber(international, country, "number").number };
  } catch (error) {
    if (error instanceof AppError) return { fault: "phone_number" };
    throw error;
  }
}

/** Countries that write the month first. */
const MONTH_FIRST: readonly Country[] = ["US"];
/** Day 0 of spreadsheets, which believe in a 29 February 1900. */
const SHEET_EPOCH_MS = Date.UTC(1899, 11, 30);

/** A day of the past as `YYYY-MM-DD`, from `1980-03-02`, `02/03/1980` as the country writes it, or a spreadsheet's day number. */
export function readDate(cell: string, country: Country): Reading<string> {
  const written = plainText(cell);
  const fault = MONTH_FIRST.includes(country) ? "date_month_first" : "date_day_first";
  if (written.length > LONGEST.date) return { fault };
  const text = written.replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|\s*[ap]\.?\s?m\.?)?$/i, "");
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const local = /^(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{2}|\d{4})$/.exec(text);
  if (local) {
    const [, first, second, year = ""] = local;
    if (year.length === 2) return { fault: "two_digit_year" };
    return MONTH_FIRST.includes(country) ? dayOf(year, first, second) : dayOf(year, second, first);
  }
  if (/^[1-5]\d{4}$/.test(text)) {
    const day = new Date(SHEET_EPOCH_MS + Number(text) * DAY_MS);
    return dayOf(String(day.getUTCFullYear()), String(day.getUTCMonth() + 1), String(day.getUTCDate()));
  }
  return { fault };
}

function dayOf(year = "", month = "", day = ""): Reading<string> {
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${value}T00:00:00Z`);
  // 31 April is read by some engines as 1 May.
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
  if (!isReal || Number(year) < 1900) return { fault: "no_such_day" };
  return at.getTime() > Date.now() ? { fault: "future_day" } : { value };
}

const LANGUAGE_WORDS: Record<Language, readonly string[]> = {
  es: ["es", "esp", "spa", "espanol", "castellano", "spanish", "es es", "es mx", "es co", "es ar"],
  en: ["en", "eng", "ing", "ingles", "english", "en us", "en gb"],
};

/** Null where it says nothing, or a language no agent of ours speaks: then the business's own is spoken. */
export function readLanguage(cell: string): Language | null {
  const word = nameKey(plainText(cell));
  if (LANGUAGE_WORDS.es.includes(word)) return "es";
  return LANGUAGE_WORDS.en.includes(word) ? "en" : null;
}

const YES = [
  "si",
  "s",
  "yes",
  "y",
  "true",
  "verdadero",
  "1",
  "x",
  "acepta",
  "aceptado",
  "concedido",
  "granted",
];
const NO = ["no", "n", "false", "falso", "0", "rechaza", "rechazado", "denegado", "refused"];

/** Undefined: nothing is said. */
export function readDecision(cell: string): Reading<"granted" | "refused" | undefined> {
  const text = plainText(cell);
  const word = nameKey(text);
  if (text === "" || text === "-") return { value: undefined };
  if (YES.includes(word) || text === "✓") return { value: "granted" };
  return NO.includes(word) ? { value: "refused" } : { fault: "yes_or_no" };
}

/** `vip, Ortodoncia; VIP` are two tags, in lower case. */
export function readTags(cell: string): string[] {
  const words = plainText(cell)
    .split(/[,;|\n]/)
    .map((word) => word.trim().toLowerCase());
  return [...new Set(words)].filter((word) => word !== "");
}
