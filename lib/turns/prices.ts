import { readCardinal } from "@/lib/spoken/numerals";
import { Cursor, phrases, wordsOf } from "@/lib/spoken/words";
import type { Language } from "@/lib/vocabulary";

/** `1.200,50 €`, `$1,200.50`, `35`: whole units; cents do not tell prices apart. */
const WRITTEN = /\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)/gu;
/** Times, dates and long numbers are no amounts. */
const NOT_AN_AMOUNT = /\d{1,2}[:h]\d{2}|\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?|\d{7,}/gu;

const CURRENCY = phrases(
  "euro | euros | peso | pesos | dolar | dolares | sol | soles | libra | libras | euro cents | dollar | dollars | pound | pounds | quid | bucks | usd | eur | mxn | cop | ars | clp | gbp",
);
const MILLE: Record<Language, ReturnType<typeof phrases>> = {
  es: phrases("mil"),
  en: phrases("thousand"),
};
const MILLION = phrases("millon de | millones de | millon | millones | million");
const COSTS: Record<Language, RegExp> = {
  es: /^(?:cuestan?|costaria|costara|vale[n]?|valdria|sale[n]?|saldria|cobramos|cobran|precio|tarifa|importe|coste|costo|total)$/,
  en: /^(?:costs?|charges?|charged|price|fee|total)$/,
};
/** "cuesta unos treinta", "el precio de la limpieza es de 35", nothing further away. */
const MOST_BETWEEN = 6;
const FREE: Record<Language, RegExp> = {
  es: /\b(?:gratis|gratuit[oa]s?|sin (?:ningun )?(?:coste|costo|cargo)|de regalo)\b/,
  en: /\b(?:free of charge|for free|complimentary|at no (?:extra )?(?:cost|charge))\b/,
};
const NEGATION: Record<Language, RegExp> = {
  es: /\b(?:no|ni|sin|ningun\w*|tampoco)\b/,
  en: /\b(?:no|not|never|cannot|cant|dont)\b/,
};
const AT: Record<Language, ReturnType<typeof phrases>> = {
  es: phrases("a las | a la | las | el dia"),
  en: phrases("at | on"),
};
const PERCENT = phrases("por ciento | percent | per cent");
/** What is counted beside money. */
const COUNTED = phrases(
  "minuto | minutos | hora | horas | dia | dias | semana | semanas | mes | meses | ano | anos | cita | citas | sesion | sesiones | persona | personas | minute | minutes | hour | hours | day | days | week | weeks | month | months | year | years | visit | visits | session | sessions | people",
);
const DISCOUNT: Record<Language, RegExp> = {
  es: /\b(?:descuentos?|rebajas?|promocion(?:es)?|oferta especial)\b/,
  en: /\b(?:discounts?|special offer|promotion)\b/,
};

/** Promises of money in a text: amounts in whole units, `free` and `discount`. Pure, linear in the text. */
export function pricesIn(text: string, language: Language): Set<Price> {
  const found = new Set<Price>();
  const plain = text
    .replaceAll(NOT_AN_AMOUNT, " ; ")
    .replaceAll("€", " euros ")
    .replaceAll("$", " pesos ")
    .replaceAll("£", " pounds ")
    .replaceAll("%", language === "es" ? " por ciento " : " percent ")
    .replaceAll(WRITTEN, (amount) => ` ${wholeUnits(amount)} `);
  // "Vale, el martes veinticuatro" names no price: a clause is judged by itself.
  for (const clause of plain.split(/[,;.:¿?¡!\n]+/u)) readClause(wordsOf(clause), language, found);
  return found;
}

type Price = number | "free" | "discount";

function readClause(words: string[], language: Language, found: Set<Price>): void {
  const plain = words.join(" ");
  if (FREE[language].test(plain)) found.add("free");
  if (DISCOUNT[language].test(plain) && !NEGATION[language].test(plain)) found.add("discount");
  const cursor = new Cursor(words);
  let sinceCost = Number.POSITIVE_INFINITY;
  let isAfterCurrency = false;
  while (!cursor.isAtEnd) {
    const amount = readAmount(cursor, language);
    if (amount === undefined) {
      const word = cursor.peek() ?? "";
      isAfterCurrency = cursor.lengthOf((rest) => rest.take(CURRENCY)) > 0;
      // "¿Le vale a las cinco?"
      const isTime = cursor.lengthOf((rest) => rest.take(AT[language])) > 0;
      sinceCost = COSTS[language].test(word) ? 0 : isTime ? Number.POSITIVE_INFINITY : sinceCost + 1;
      cursor.skip();
      continue;
    }
    const isBeforeCurrency = cursor.has(CURRENCY) || cursor.attempt(deCurrency) !== undefined;
    if (cursor.has(PERCENT)) found.add("discount");
    // "una limpieza", "treinta minutos" are no prices; "cuesta treinta" and "35 euros" are.
    else if (
      isBeforeCurrency ||
      isAfterCurrency ||
      (sinceCost <= MOST_BETWEEN && amount >= 2 && !cursor.has(COUNTED))
    ) {
      found.add(amount);
      sinceCost = Number.POSITIVE_INFINITY;
    }
    isAfterCurrency = false;
  }
}

function deCurrency(cursor: Cursor): true | undefined {
  if (cursor.peek() !== "de") return undefined;
  cursor.skip();
  return cursor.has(CURRENCY) ? true : undefined;
}

/** "ciento veinte mil", "dos millones", "35". */
function readAmount(cursor: Cursor, language: Language): number | undefined {
  const written = cursor.takeDigits(7);
  const amount = written ?? readCardinal(cursor, language);
  if (amount === undefined) return undefined;
  if (cursor.has(MILLION)) return amount * 1_000_000;
  if (amount > 9 && cursor.has(MILLE[language])) return amount * 1000 + (readCardinal(cursor, language) ?? 0);
  return amount;
}

/** The last mark with one or two figures behind it is the decimal one. */
function wholeUnits(amount: string): string {
  return amount.replace(/[.,]\d{1,2}$/u, "").replaceAll(/[.,\s]/gu, "");
}
