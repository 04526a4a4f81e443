import { readCardinal } from "@/lib/spoken/numerals";
import { Cursor, wordsOf } from "@/lib/spoken/words";
import type { Country, Language } from "@/lib/vocabulary";
import {
  ABOUT,
  AFTER,
  ASKS,
  AT,
  COSTS,
  COUNTED,
  DATED,
  DISCOUNT,
  DOUBT,
  EACH,
  FREE,
  HOW_MANY,
  IS,
  LAST_DAY,
  LUCAS,
  MILLE,
  MILLION,
  type Money,
  MONEY,
  MONEY_OF,
  NAMED_BY_NUMBER,
  NEGATION,
  NOT_FREE,
  PERCENT,
  REDUCED,
  TO,
  WHEN,
  WHERE,
  YES,
} from "./price-words";

/** Whole units; with another country's money behind them where it was named. */
export type Price = number | `${number} ${Money}` | "free" | "discount";

/** `1.200,50 €`, `$1,200.50`, `35`: cents do not tell prices apart. */
const WRITTEN = /\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)/gu;
/** `40-60 €`, `$40-60`: an amount to another, unlike `26-11`. */
const RANGE =
  /([€$£]\s?)(\d+)\s?[-–]\s?(\d+)|(\d+)\s?[-–]\s?(\d+)(?=\s?(?:[€$£]|euros?\b|pesos\b|d[óo]lares\b|soles\b|dollars\b|pounds\b))/gu;
/** Times, dates and long numbers are no amounts. */
const NOT_AN_AMOUNT = /\d{1,2}[:h]\d{2}|\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?|\d{7,}/gu;

/** "cuesta unos treinta", "el precio de la limpieza es de 35", nothing further away. */
const MOST_BETWEEN = 6;
/** "Son doce": how many there are; "son quince" is money as often, and then it matters. */
const LEAST_SAID_BARE = 13;
/** "Veinticuatro." is a day or an hour as often as money. */
const LEAST_ALONE = 32;
/** Clauses of nothing but a number. */
const LEAST_DICTATED = 2;

/** Promises of money in a text; a sum in another country's money is not the same number in the business's own. Pure, linear in the text. */
export function pricesIn(text: string, language: Language, country: Country): Set<Price> {
  const found = new Set<Price>();
  const own = MONEY_OF[country];
  const plain = text
    .replaceAll(RANGE, (_, sign = "", from = "", to = "", first = "", last = "") =>
      sign ? `${sign}${from} a ${sign}${to}` : `${first} a ${last}`,
    )
    .replaceAll(NOT_AN_AMOUNT, " ; ")
    .replaceAll("€", " euros ")
    .replaceAll("$", own === "peso" ? " pesos " : " dollars ")
    .replaceAll("£", " pounds ")
    .replaceAll("%", language === "es" ? " por ciento " : " percent ")
    .replaceAll(/\b2\s?x\s?1\b/gu, "dos por uno")
    .replaceAll(WRITTEN, (amount) => ` ${wholeUnits(amount)} `);
  // "Vale, el martes veinticuatro" names no price: a clause is judged by itself.
  const clauses = plain
    .split(/(?<=[,;.:¿?¡!\n])/u)
    .map((clause) => ({ words: wordsOf(clause), isQuestion: clause.endsWith("?") }))
    .filter(({ words }) => words.length > 0);
  const filled = clauses.map(({ words }) => words);
  const setting: Setting = {
    language,
    own,
    isAlone: filled.length === 1,
    isDictated: filled.filter((words) => isNumber(words, language)).length >= LEAST_DICTATED,
  };
  for (const [index, { words, isQuestion }] of clauses.entries()) {
    const isAsked =
      isQuestion &&
      ASKS[language].test(words.join(" ")) &&
      !YES.test((clauses[index + 1]?.words ?? []).join(" "));
    for (const price of new Clause(words, setting, isAsked).prices()) found.add(price);
  }
  return found;
}

interface Setting {
  language: Language;
  own: Money;
  /** Nothing else is said: a number is the answer to a question. */
  isAlone: boolean;
  /** Number after number: a telephone, a code. */
  isDictated: boolean;
}

class Clause {
  readonly #cursor: Cursor;
  readonly #plain: string;
  readonly #setting: Setting;
  /** What the caller wants to know is said again. */
  readonly #isAsked: boolean;
  readonly #found = new Set<Price>();
  /** Words since one that costs. */
  #sinceCost = Number.POSITIVE_INFINITY;
  /** The amount here is said by "son", "queda en", "it is". */
  #isSaid = false;
  #moneyBefore: Money | undefined;
  #wordBefore = "";

  constructor(words: string[], setting: Setting, isAsked: boolean) {
    this.#cursor = new Cursor(words);
    this.#plain = words.join(" ");
    this.#setting = setting;
    this.#isAsked = isAsked;
  }

  prices(): Set<Price> {
    const { language } = this.#setting;
    const plain = this.#isAsked ? "" : this.#plain.replaceAll(DOUBT[language], " ; ");
    if (FREE[language].test(plain.replaceAll(NOT_FREE[language], " ; "))) this.#found.add("free");
    if (DISCOUNT[language].test(plain) && !NEGATION[language].test(plain)) this.#found.add("discount");
    while (!this.#cursor.isAtEnd) {
      const isFirst = this.#cursor.at === 0;
      const amount = readAmount(this.#cursor, language);
      if (amount === undefined) this.#takeWord();
      else this.#judge(amount, isFirst);
    }
    return this.#found;
  }

  #takeWord(): void {
    const { language } = this.#setting;
    const cursor = this.#cursor;
    const length = cursor.lengthOf((rest) => rest.take(IS[language]) ?? rest.take(ABOUT[language]));
    this.#isSaid = this.#isSaid
      ? cursor.lengthOf((rest) => rest.take(ABOUT[language])) > 0
      : cursor.lengthOf((rest) => rest.take(IS[language])) > 0;
    // "¿Le vale a las cinco?"
    const isTime = cursor.lengthOf((rest) => rest.take(AT[language])) > 0;
    const word = cursor.peek() ?? "";
    this.#wordBefore = word;
    const isCount = cursor.lengthOf((rest) => rest.take(HOW_MANY)) > 0;
    this.#sinceCost =
      COSTS[language].test(word) && !isCount ? 0 : isTime ? Number.POSITIVE_INFINITY : this.#sinceCost + 1;
    this.#moneyBefore = cursor.attempt(moneyHere);
    if (this.#moneyBefore === undefined)
      for (let taken = 0; taken < (this.#isSaid ? Math.max(1, length) : 1); taken += 1) cursor.skip();
  }

  #judge(first: number, isFirst: boolean): void {
    const { language, isAlone } = this.#setting;
    const amounts = [first];
    const second = this.#cursor.attempt((rest) =>
      rest.has(TO[language]) ? readAmount(rest, language) : undefined,
    );
    if (second !== undefined) amounts.push(second);
    const money = this.#cursor.attempt(moneyHere) ?? this.#cursor.attempt(moneyAfterOf) ?? this.#moneyBefore;
    const [isCost, isSaid] = [this.#sinceCost <= MOST_BETWEEN, this.#isSaid];
    this.#isSaid = false;
    this.#moneyBefore = undefined;
    if (this.#cursor.has(PERCENT)) {
      if (isCost || REDUCED[language].test(this.#plain)) this.#found.add("discount");
      return;
    }
    // "una limpieza", "treinta minutos" are no prices; "cuesta treinta" and "35 euros" are.
    const isPrice =
      money !== undefined ||
      (!this.#cursor.has(COUNTED) &&
        ((isCost && first >= 2 && !this.#isPlaced(amounts)) ||
          (first >= LEAST_SAID_BARE && this.#isOfEach()) ||
          (isSaid &&
            Math.max(...amounts) >= LEAST_SAID_BARE &&
            this.#isOver() &&
            this.#isNameless(amounts)) ||
          (isFirst && isAlone && Math.max(...amounts) >= LEAST_ALONE && this.#isOver())));
    if (!isPrice) return;
    for (const amount of amounts) this.#found.add(this.#priceOf(amount, money));
    this.#sinceCost = Number.POSITIVE_INFINITY;
  }

  /** "Cuarenta la sesión", unlike "el martes 24 la sesión". */
  #isOfEach(): boolean {
    const { language } = this.#setting;
    return !WHEN.test(this.#wordBefore) && this.#cursor.lengthOf((rest) => rest.take(EACH[language])) > 0;
  }

  /** "¿Le vale el jueves 26?", "se cobra en la planta 2". */
  #isPlaced(amounts: number[]): boolean {
    const isDay = WHEN.test(this.#wordBefore) && Math.max(...amounts) <= LAST_DAY;
    return isDay || WHERE.test(this.#wordBefore);
  }

  /** Nothing is counted by the number. */
  #isOver(): boolean {
    const { language } = this.#setting;
    return this.#cursor.lengthOf((rest) => rest.take(AFTER[language])) > 0 || this.#cursor.isAtEnd;
  }

  #isNameless(amounts: number[]): boolean {
    const isDated = DATED.test(this.#plain) && Math.max(...amounts) <= LAST_DAY;
    return !this.#setting.isDictated && !isDated && !NAMED_BY_NUMBER.test(this.#plain);
  }

  #priceOf(amount: number, money: Money | undefined): Price {
    return money === undefined || money === this.#setting.own ? amount : `${amount} ${money}`;
  }
}

function isNumber(words: string[], language: Language): boolean {
  const cursor = new Cursor(words);
  return readAmount(cursor, language) !== undefined && cursor.isAtEnd;
}

function moneyHere(cursor: Cursor): Money | undefined {
  return MONEY.find(([, names]) => cursor.has(names))?.[0];
}

/** "dos millones de pesos". */
function moneyAfterOf(cursor: Cursor): Money | undefined {
  if (cursor.peek() !== "de") return undefined;
  cursor.skip();
  return moneyHere(cursor);
}

/** "ciento veinte mil", "dos millones", "cincuenta lucas", "35". */
function readAmount(cursor: Cursor, language: Language): number | undefined {
  const written = cursor.takeDigits(7);
  const amount = written ?? readCardinal(cursor, language);
  if (amount === undefined) return undefined;
  if (cursor.has(MILLION)) return amount * 1_000_000;
  if (cursor.has(LUCAS)) return amount * 1000;
  if (amount > 9 && cursor.has(MILLE[language])) return amount * 1000 + (readCardinal(cursor, language) ?? 0);
  return amount;
}

/** The last mark with one or two figures behind it is the decimal one. */
function wholeUnits(amount: string): string {
  return amount.replace(/[.,]\d{1,2}$/u, "").replaceAll(/[.,\s]/gu, "");
}
