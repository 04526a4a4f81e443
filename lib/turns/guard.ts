import { CURRENCIES, type Country, type Language, LANGUAGES } from "@/lib/vocabulary";
import { fixedWords } from "@/lib/safety/words";
import { givesAdvice } from "./advice";
import { type Price, pricesIn } from "./prices";

/** Why a sentence of a model is not said. */
export type GuardReason = "forbidden" | "medical_advice" | "price";

export interface GuardRules {
  language: Language;
  country: Country;
  /** What no agent of the business may say. */
  forbidden: readonly string[];
  /** What may be named: whole units of the business's money; anything else where a person wrote it down. */
  prices: ReadonlySet<Price>;
}

export interface Replacement {
  reason: GuardReason;
  /** Said in its place. */
  text: string;
}

/** The prices of the list, and what a person wrote into the agent's own prompt. */
export function allowedPrices(
  services: readonly { price: string | null }[],
  prompt: string,
  country: Country,
): GuardRules["prices"] {
  const listed = services.flatMap(({ price }) => (price === null ? [] : [Math.floor(Number(price))]));
  return new Set([...listed, ...namedPrices(prompt, country)]);
}

/**
 * What is said in place of a sentence that a model wrote and no agent may say; undefined for nearly all of them. Pure: a table of tests
 * says what it lets pass.
 */
export function judgeSentence(sentence: string, rules: GuardRules): Replacement | undefined {
  const { language, country } = rules;
  if (rules.forbidden.some((phrase) => isNamed(phrase, sentence)))
    return { reason: "forbidden", text: WORDS.forbidden[language] };
  if (givesAdvice(sentence, language))
    return { reason: "medical_advice", text: fixedWords("medical_advice", language, country) };
  const isUnlisted = namedPrices(sentence, country).some((price) => !rules.prices.has(price));
  return isUnlisted ? { reason: "price", text: WORDS.price[language] } : undefined;
}

/** In every language: a caller may talk a model into another one. */
function namedPrices(text: string, country: Country): Price[] {
  return LANGUAGES.flatMap((language) => [...pricesIn(text, language, country)]);
}

const WORDS: Record<Exclude<GuardReason, "medical_advice">, Record<Language, string>> = {
  forbidden: {
    es: "De eso no puedo hablarle por teléfono. Si quiere, le paso con una persona o le tomo un recado.",
    en: "I cannot talk about that over the phone. If you like, I can put you through to somebody or take a message.",
  },
  price: {
    es: "Ese precio se lo confirma una persona de la recepción. Si quiere, le tomo un recado.",
    en: "Somebody at the front desk will confirm that price. If you like, I can take a message.",
  },
};

/** Whole words, whatever their accents and capitals. */
function isNamed(phrase: string, sentence: string): boolean {
  const sought = lettersOf(phrase);
  return sought !== "" && ` ${lettersOf(sentence)} `.includes(` ${sought} `);
}

function lettersOf(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Words for the model, so that it need not be corrected. */
export function guardInstructions({ language, country, forbidden }: GuardRules): string[] {
  const currency = CURRENCIES[country];
  const rules =
    language === "es"
      ? [
          `No diga ningún precio (en ${currency}) que no esté en estas instrucciones o en lo que contestan las herramientas, ni ofrezca descuentos.`,
        ]
      : [
          `Name no price (in ${currency}) that is not in these instructions or in what the tools answer, and offer no discounts.`,
        ];
  if (forbidden.length === 0) return rules;
  const list = forbidden.map((phrase) => `“${phrase}”`).join(", ");
  return [...rules, language === "es" ? `No diga nunca: ${list}.` : `Never say: ${list}.`];
}
