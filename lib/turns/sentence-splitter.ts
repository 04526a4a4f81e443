/**
 * Cuts what a model writes, piece by piece, into sentences to speak. A sentence is let go as soon as its end is certain: at a mark that
 * ends it with something after it. Abbreviations, decimals, times and initials end nothing. Pure but for what it still holds.
 */
export class SentenceSplitter {
  #held = "";
  /** The first clause of all may go ahead: somebody is waiting for a sound. */
  #isEager: boolean;

  constructor({ isEager = false } = {}) {
    this.#isEager = isEager;
  }

  /** Sentences that are whole now. */
  push(piece: string): string[] {
    this.#held += piece;
    const sentences: string[] = [];
    for (let end = endOfSentence(this.#held); end !== undefined; end = endOfSentence(this.#held)) {
      sentences.push(this.#held.slice(0, end));
      this.#held = this.#held.slice(end);
    }
    if (sentences.length > 0) this.#isEager = false;
    const clause = this.#isEager ? FIRST_CLAUSE.exec(this.#held)?.[0] : undefined;
    if (clause !== undefined) {
      this.#isEager = false;
      sentences.push(clause);
      this.#held = this.#held.slice(clause.length);
    }
    return sentences.map(tidy).filter((sentence) => sentence !== "");
  }

  /** What is left when the model has finished. */
  end(): string[] {
    const rest = tidy(this.#held);
    this.#held = "";
    return rest === "" ? [] : [rest];
  }
}

/** Said by themselves they sound chopped: "Sí." waits for what follows. */
const MIN_CHARACTERS = 10;
/** Nobody listens to a sentence for longer without a pause. */
const MAX_CHARACTERS = 280;

/** Long enough to sound like speech, and to cover the making of what follows. */
const FIRST_CLAUSE = /^[^.!?…\n]{24,}?[,;:](?=\s)/u;

const END = /[.!?…]+["”»)]*(?=\s)|\n+/gu;
const ABBREVIATION =
  /(?:^|[\s(¿¡"«])(?:dra?|sra?|srta|dna?|d|dña|prof|lic|ing|av|avda|ctra|pza|núm|no|nº|tel|ext|pág|aprox|etc|p|ej|m(?:rs?|s)|dr|st|vs|approx)\.$/iu;
const INITIAL = /(?:^|\s)\p{Lu}\.$/u;
const LIST_NUMBER = /(?:^|\n)\s*\d{1,2}\.$/u;

function endOfSentence(text: string): number | undefined {
  for (const found of text.matchAll(END)) {
    const end = found.index + found[0].length;
    const sentence = text.slice(0, end);
    if (ABBREVIATION.test(sentence) || INITIAL.test(sentence) || LIST_NUMBER.test(sentence)) continue;
    if (sentence.trim().length >= MIN_CHARACTERS || found[0].includes("\n")) return end;
  }
  return text.length > MAX_CHARACTERS ? endOfClause(text) : undefined;
}

/** Where breath is taken in a sentence that does not end. */
function endOfClause(text: string): number {
  const head = text.slice(0, MAX_CHARACTERS);
  const pauses = [head.lastIndexOf("; "), head.lastIndexOf(", "), head.lastIndexOf(" ")];
  return (pauses.find((at) => at > MIN_CHARACTERS) ?? MAX_CHARACTERS - 1) + 1;
}

/** Without what is written for the eye. */
function tidy(text: string): string {
  return text
    .replaceAll(/[*_#`]+/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
