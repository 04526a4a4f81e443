/** Longest text that is read, in UTF-16 units: nobody says a date or a number in more, and time stays bounded. */
const LONGEST_TEXT = 1000;

// A number keeps what stands between its digits: 17:30, 26/11, 2026-11-26.
const TOKEN = /\d+(?:[:./-]\d+)*|\p{L}+|[,;.@_+-]/gu;
const WORD = /^[\d\p{L}]/u;

/** What is heard, in order, without accents and capitals: `Mañana, a las 5:30` → `manana`, `,`, `a`, `las`, `5:30`. */
export function tokensOf(text: string): string[] {
  const plain = text
    .slice(0, LONGEST_TEXT)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/['’`´]/g, "")
    .toLowerCase();
  return plain.match(TOKEN) ?? [];
}

/** The words and numbers of a text, without its punctuation; `del` and `al` are two words each. */
export function wordsOf(text: string): string[] {
  return tokensOf(text)
    .filter((token) => WORD.test(token))
    .flatMap(apart);
}

/** Spanish contracts: "antes del 30" is "antes de" and "el 30". */
function apart(word: string): string[] {
  if (word === "del") return ["de", "el"];
  return word === "al" ? ["a", "el"] : [word];
}

/** Phrases, longest first, so that the first that fits is the one that was meant. */
export type Phrases = readonly (readonly string[])[];

/** `phrases("hoy | pasado manana")`; written without accents, as `wordsOf` returns words. */
export function phrases(list: string): Phrases {
  return list
    .split("|")
    .map((phrase) => phrase.trim().split(" ").flatMap(apart))
    .sort((a, b) => b.length - a.length);
}

/** Walks through words; what does not fit is not taken. */
export class Cursor {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length;
  }

  /** How many words were taken. */
  get at(): number {
    return this.#at;
  }

  peek(ahead = 0): string | undefined {
    return this.#words[this.#at + ahead];
  }

  skip(): void {
    this.#at += 1;
  }

  /** Takes one of the phrases if it stands here, and returns it. */
  take(list: Phrases): string | undefined {
    const found = list.find((phrase) => phrase.every((word, index) => this.peek(index) === word));
    if (!found) return undefined;
    this.#at += found.length;
    return found.join(" ");
  }

  has(list: Phrases): boolean {
    return this.take(list) !== undefined;
  }

  /** Takes the word here and returns what it stands for; undefined and nothing taken when it stands for nothing. */
  takeOf<T>(meanings: ReadonlyMap<string, T>): T | undefined {
    const word = this.peek();
    const meaning = word === undefined ? undefined : meanings.get(word);
    if (meaning !== undefined) this.skip();
    return meaning;
  }

  /** Takes one number of digits only, of at most `length` digits. */
  takeDigits(length: number): number | undefined {
    const word = this.peek();
    if (word === undefined || word.length > length || !/^\d+$/.test(word)) return undefined;
    this.skip();
    return Number(word);
  }

  /** Runs a rule; when it finds nothing, nothing was taken. */
  attempt<T>(rule: (cursor: Cursor) => T | undefined): T | undefined {
    const start = this.#at;
    const found = rule(this);
    if (found === undefined) this.#at = start;
    return found;
  }

  /** How many words a rule would take; 0 when it finds nothing. Nothing is taken. */
  lengthOf(rule: (cursor: Cursor) => unknown): number {
    const start = this.#at;
    const length = rule(this) === undefined ? 0 : this.#at - start;
    this.#at = start;
    return length;
  }
}
