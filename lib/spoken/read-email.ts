import { z } from "zod";
import type { Language } from "@/lib/vocabulary";
import { LETTER_NAMES, LONG_LETTERS, ONLY_LETTERS } from "./letters";
import { readCardinal, SMALL_NUMBERS, TENS } from "./numerals";
import { mustAsk, type SpokenContext, understood, type Understood } from "./understood";
import { Cursor, phrases, tokensOf, type Phrases } from "./words";

/** The longest address there is (RFC 5321 §4.5.3.1). */
const LONGEST_ADDRESS = 254;

/** What stands for a sign, longest first by `phrases`. */
const SIGNS: [string, Phrases][] = [
  ["@", phrases("@ | arroba | at sign | at | en arroba | la arroba")],
  [
    "_",
    phrases(
      "_ | guion bajo | guion abajo | barra baja | raya baja | subguion | sub guion | raya abajo | underscore | under score | guion de abajo | linea baja",
    ),
  ],
  [
    "-",
    phrases("- | guion medio | guion normal | guion alto | guion | raya | hyphen | dash | menos | minus"),
  ],
  [".", phrases(". | punto | dot | period | point")],
  ["+", phrases("+ | signo mas | simbolo mas | plus sign | plus")],
];
/** Said of the address, not in it. */
const AROUND = phrases(
  [
    "todo junto | todo seguido | junto | en minusculas | en minuscula | todo en minusculas | minusculas | minuscula",
    "en mayusculas | en mayuscula | con mayuscula | mayuscula | mayusculas | sin espacios | sin espacio | sin acento",
    "sin acentos | sin tilde | sin tildes | mi correo es | el correo es | mi email es | mi mail es | mi correo electronico es",
    "es el correo | el email es | el mail es | correo | correo electronico | seria | es | letra | la letra | con | como",
    "my email is | my e mail is | email address is | my email address is | it is | its | the letter | letter | all one word",
    "one word | lowercase | lower case | all lowercase | in lowercase | all together | no spaces | capital | uppercase | numero | el numero",
    "por favor | please | luego | despues | then | y luego | y despues | espacio",
  ].join("|"),
);
const LONG = LONG_LETTERS.map(([said, letters]): [Phrases, string] => [phrases(said), letters]);
const OF = phrases("de | as in | for | of | like | como en");
/** How recognizers write the best known hosts. */
const HOSTS: [Phrases, string][] = [
  [
    phrases(
      "gmail | jimeil | gemail | yimeil | g mail | ge mail | jotmail g | gimail | gmeil | jmail | yemeil | ye mail",
    ),
    "gmail",
  ],
  [phrases("hotmail | hot mail | jotmeil | jotmail | jot mail | hotmeil | otmail"), "hotmail"],
  [phrases("outlook | out look | autluk | outluk | aut look | autlook"), "outlook"],
  [phrases("yahoo | yaju | yahu | iaju | ya hoo | yajoo"), "yahoo"],
  [phrases("icloud | i cloud | ai cloud | aicloud | iclaud | ay cloud"), "icloud"],
];

const SIGN_WORDS: Phrases = SIGNS.flatMap(([, said]) => said);
const NUMBERS = [SMALL_NUMBERS.es, SMALL_NUMBERS.en, TENS.es, TENS.en];
const COM = phrases("com | con | comm | kom");
const SPAIN = phrases("es");

/** One sign, word or letter of an address. */
interface Part {
  text: string;
  /** A letter if its neighbours are: "de" may be the letter or the word. */
  isMaybeLetter: boolean;
  isLetter: boolean;
}

/**
 * An address as it is dictated: `ana punto garcía arroba gmail punto com`, `jota pe guion bajo ochenta y dos…`, `be de burro`. In
 * small letters and without accents; an ñ is asked about, because addresses rarely have one.
 */
export function readEmail(text: string, context: SpokenContext): Understood<string> {
  if (/ñ/i.test(text.slice(0, 1000).normalize("NFC"))) return askEne(context);
  const address = written(text) ?? assembled(tokensOf(text), context.language);
  const [local, ...hosts] = address.split("@");
  if (hosts.length === 0 || local === undefined || address === "") return askAll(context);
  if (hosts.length > 1 || local === "") return askAll(context);
  const host = completeHost(hosts[0] ?? "");
  if (host === "") return askHost(context);
  if (!host.includes(".")) return askEnding(host, context);
  const whole = `${local}@${host}`;
  const isAddress = whole.length <= LONGEST_ADDRESS && z.email().safeParse(whole).success;
  return isAddress ? understood(whole) : askAll(context);
}

/** As it is typed: one word with its signs in it. */
function written(text: string): string | undefined {
  const whole = text.slice(0, 1000).trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(whole) ? whole.replace(/\.$/, "") : undefined;
}

function assembled(tokens: string[], language: Language): string {
  const cursor = new Cursor(tokens.filter((token) => token !== "," && token !== ";"));
  const parts: Part[] = [];
  while (!cursor.isAtEnd) {
    const part = (parts.at(-1)?.text === "." ? readEnding(cursor) : undefined) ?? readPart(cursor, language);
    if (part) parts.push(part);
  }
  return parts.map((part, index) => textOf(part, parts[index - 1], parts[index + 1])).join("");
}

const plain = (text: string): Part => ({ text, isMaybeLetter: false, isLetter: false });
const letter = (text: string): Part => ({ text, isMaybeLetter: false, isLetter: true });

/** After a dot "es" is Spain and "con" was "com". */
function readEnding(cursor: Cursor): Part | undefined {
  if (cursor.has(COM)) return plain("com");
  return cursor.has(SPAIN) ? plain("es") : undefined;
}

function readPart(cursor: Cursor, language: Language): Part | undefined {
  const host = HOSTS.find(([said]) => cursor.has(said))?.[1];
  if (host !== undefined) return plain(host);
  const long = LONG.find(([said]) => cursor.has(said))?.[1];
  if (long !== undefined) return clarified(cursor, long);
  const sign = SIGNS.find(([, said]) => cursor.has(said))?.[0];
  if (sign !== undefined) return plain(sign);
  if (cursor.has(AROUND)) return undefined;
  const digits = digitsOf(cursor, language);
  if (digits !== undefined) return plain(digits);
  const word = cursor.peek() ?? "";
  cursor.skip();
  const named = word.length === 1 ? word : LETTER_NAMES.get(word);
  if (named === undefined || !/^[a-z]/.test(named)) return plain(word);
  const explained = cursor.attempt((rest) => explanation(rest, named));
  if (explained || word.length === 1 || ONLY_LETTERS.has(word)) return letter(named);
  return { text: word, isMaybeLetter: true, isLetter: false };
}

/** "Be de burro", "ve de vaca": a word that begins with that letter is not in the address. */
function explanation(cursor: Cursor, named: string): true | undefined {
  if (!cursor.has(OF)) return undefined;
  const word = cursor.peek() ?? "";
  const isOwn = LETTER_NAMES.has(word) || NUMBERS.some((words) => words.has(word)) || cursor.has(SIGN_WORDS);
  if (isOwn || word.length < 3 || !word.startsWith(named)) return undefined;
  cursor.skip();
  return true;
}

function clarified(cursor: Cursor, letters: string): Part {
  cursor.attempt((rest) => explanation(rest, letters));
  return letter(letters);
}

/** Numbers as they are written: "ochenta y dos" → 82, "cero siete" → 07. */
function digitsOf(cursor: Cursor, language: Language): string | undefined {
  const token = cursor.peek() ?? "";
  if (/^\d/.test(token)) {
    cursor.skip();
    return token;
  }
  // "Una" and "un" are parts of names.
  if (token === "un" || token === "una") return undefined;
  const value = readCardinal(cursor, language) ?? readCardinal(cursor, language === "es" ? "en" : "es");
  return value === undefined ? undefined : String(value);
}

/** "De" is a letter beside a letter and between signs: `jota de arroba`, `ana punto de arroba`; in `maria de la o` it is a word. */
function textOf(part: Part, before: Part | undefined, after: Part | undefined): string {
  if (!part.isMaybeLetter) return part.text;
  // No ending has one letter: "punto ar" is Argentina.
  if (before?.text === "." && after === undefined) return part.text;
  const isSpelled = before?.isLetter === true || after?.isLetter === true;
  const isAlone = [before, after].every(
    (beside) => beside === undefined || beside.isMaybeLetter || !/^[a-z]/.test(beside.text),
  );
  return isSpelled || isAlone ? (LETTER_NAMES.get(part.text) ?? part.text) : part.text;
}

/** `gmail` and `gmailcom` can be nothing else. */
function completeHost(host: string): string {
  const clean = host.replace(/\.$/, "");
  if (clean === "gmail") return "gmail.com";
  return /^(gmail|hotmail|outlook|yahoo|icloud)(com|es)$/.test(clean)
    ? clean.replace(/(com|es)$/, ".$1")
    : clean;
}

function askAll({ language }: SpokenContext): Understood<never> {
  return mustAsk(
    "not_understood",
    language === "es"
      ? "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?"
      : "Sorry, could you spell the e-mail address slowly, with the at sign and the dots?",
  );
}

function askHost({ language }: SpokenContext): Understood<never> {
  return mustAsk(
    "ambiguous",
    language === "es" ? "¿Y qué viene después de la arroba?" : "And what comes after the at sign?",
  );
}

function askEnding(host: string, { language }: SpokenContext): Understood<never> {
  return mustAsk(
    "ambiguous",
    language === "es"
      ? `¿Cómo termina el correo, ${host} punto com, o de otra forma?`
      : `How does the address end, ${host} dot com, or something else?`,
  );
}

function askEne({ language }: SpokenContext): Understood<never> {
  return mustAsk(
    "ambiguous",
    language === "es"
      ? "Los correos no suelen llevar eñe. ¿En su correo se escribe con ene?"
      : "E-mail addresses rarely have an ñ. Is it written with a plain n in yours?",
  );
}
