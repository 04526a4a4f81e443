/** Names of letters in Spanish and English, without accents; several letters where one name means them. */
const NAMES: [string, string][] = [
  ["be", "b"],
  ["ce", "c"],
  ["de", "d"],
  ["efe", "f"],
  ["ge", "g"],
  ["hache", "h"],
  ["jota", "j"],
  ["ka", "k"],
  ["ele", "l"],
  ["elle", "ll"],
  ["eme", "m"],
  ["ene", "n"],
  ["pe", "p"],
  ["cu", "q"],
  ["erre", "r"],
  ["ere", "r"],
  ["ese", "s"],
  ["te", "t"],
  ["uve", "v"],
  ["ve", "v"],
  ["equis", "x"],
  ["zeta", "z"],
  ["seta", "z"],
  ["che", "ch"],
  ["bee", "b"],
  ["cee", "c"],
  ["dee", "d"],
  ["gee", "g"],
  ["aitch", "h"],
  ["jay", "j"],
  ["kay", "k"],
  ["ell", "l"],
  ["em", "m"],
  ["en", "n"],
  ["pee", "p"],
  ["cue", "q"],
  ["ar", "r"],
  ["ess", "s"],
  ["tee", "t"],
  ["vee", "v"],
  ["ex", "x"],
  ["wye", "y"],
  ["zed", "z"],
  ["zee", "z"],
];
export const LETTER_NAMES: ReadonlyMap<string, string> = new Map(NAMES);

/** Names that are no word of a name or an address, and so always a letter. */
export const ONLY_LETTERS: ReadonlySet<string> = new Set(
  "efe ele ese hache jota eme ene cu erre ere equis zeta uve ka pe te ge be ce ve aitch zed zee wye".split(
    " ",
  ),
);

/** Names of letters in more words than one. */
export const LONG_LETTERS: [string, string][] = [
  ["y griega", "y"],
  ["i griega", "y"],
  ["i latina", "i"],
  ["uve doble", "w"],
  ["doble uve", "w"],
  ["ve doble", "w"],
  ["doble ve", "w"],
  ["doble u", "w"],
  ["double u", "w"],
  ["double you", "w"],
  ["be larga", "b"],
  ["be grande", "b"],
  ["be alta", "b"],
  ["ve corta", "v"],
  ["ve chica", "v"],
  ["ve baja", "v"],
  ["ve pequena", "v"],
  ["be corta", "v"],
  ["be chica", "v"],
  ["be baja", "v"],
  ["u ve", "v"],
  ["doble ele", "ll"],
  ["doble ere", "rr"],
  ["doble erre", "rr"],
  ["doble ene", "nn"],
  ["doble ese", "ss"],
  ["doble te", "tt"],
  ["doble eme", "mm"],
  ["doble efe", "ff"],
  ["doble o", "oo"],
  ["doble e", "ee"],
  ["doble a", "aa"],
  ["doble ce", "cc"],
  ["doble pe", "pp"],
];

/** How a letter is said when it is spelled. */
export const SPELLED: Record<"es" | "en", ReadonlyMap<string, string>> = {
  es: new Map(
    "a:a b:be c:ce d:de e:e f:efe g:ge h:hache i:i j:jota k:ka l:ele m:eme n:ene o:o p:pe q:cu r:erre s:ese t:te u:u v:uve w:uve doble x:equis y:i griega z:zeta"
      .split(/ (?=.:)/)
      .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
  ),
  en: new Map("abcdefghijklmnopqrstuvwxyz".split("").map((letter): [string, string] => [letter, letter])),
};
