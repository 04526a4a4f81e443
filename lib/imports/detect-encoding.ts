import { analyse } from "chardet";
import { type Encoding, ENCODINGS } from "./schema";
import { decodeWhole } from "./text-decoding";

const HEAD_BYTES = 64 * 1024;
/** Of the text around characters beyond ASCII that come later than the head. */
const LATER_BYTES = 32 * 1024;
const AROUND_BYTES = 256;

/** Letters of the languages our businesses write names in; others are possible and count less. */
const USUAL = /[áéíóúüñÁÉÍÓÚÜÑçÇàèìòùÀÈÌÒÙâêîôûÂÊÎÔÛäëïöÄËÏÖãõÃÕßªº¿¡€–—‘’“”]/u;
/** One-byte encodings of Western Europe, the most frequent first. */
const WESTERN: readonly Encoding[] = ["windows-1252", "macintosh", "iso-8859-15"];

/** Looks at a file as it goes by, in bounded memory, and then says in which encoding it is written. */
export class EncodingWatch {
  readonly #strictUtf8 = new TextDecoder("utf-8", { fatal: true });
  #isUtf8 = true;
  readonly #head: Uint8Array[] = [];
  #headBytes = 0;
  readonly #later: Uint8Array[] = [];
  #laterBytes = 0;
  #lineFeeds = 0;
  #lastByte = 0x0a;

  watch(chunk: Uint8Array): void {
    if (this.#isUtf8) this.#isUtf8 = this.#isStillUtf8(chunk);
    for (const byte of chunk) if (byte === 0x0a) this.#lineFeeds += 1;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
    let rest = chunk;
    if (this.#headBytes < HEAD_BYTES) {
      const taken = chunk.subarray(0, HEAD_BYTES - this.#headBytes);
      this.#head.push(taken.slice());
      this.#headBytes += taken.length;
      rest = chunk.subarray(taken.length);
    }
    if (!this.#isUtf8) this.#keepBeyondAscii(rest);
  }

  /** The beginning of the file. */
  get head(): Uint8Array {
    return Buffer.concat(this.#head);
  }

  /** An estimate of how many rows there are: quoted cells may hold line ends of their own. */
  get lines(): number {
    return this.#lineFeeds + (this.#lastByte === 0x0a ? 0 : 1);
  }

  end(): Encoding {
    const { head } = this;
    const [first, second, third] = head;
    if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
    if (first === 0xff && second === 0xfe) return "utf-16le";
    if (first === 0xfe && second === 0xff) return "utf-16be";
    const wide = wideEncodingOf(head);
    if (wide) return wide;
    // At the end of the file half a character is no character.
    if (this.#isUtf8 && this.#isStillUtf8(undefined)) return "utf-8";
    return oneByteEncodingOf(Buffer.concat([head, ...this.#later]));
  }

  #isStillUtf8(chunk: Uint8Array | undefined): boolean {
    try {
      this.#strictUtf8.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  }

  #keepBeyondAscii(chunk: Uint8Array): void {
    if (this.#laterBytes >= LATER_BYTES) return;
    const at = chunk.findIndex((byte) => byte > 0x7f);
    if (at === -1) return;
    const kept = chunk.slice(Math.max(0, at - AROUND_BYTES), at + AROUND_BYTES);
    this.#later.push(kept);
    this.#laterBytes += kept.length;
  }
}

/** UTF-16 without a mark: in Western text every second byte is nothing. */
function wideEncodingOf(head: Uint8Array): Encoding | undefined {
  if (head.length < 4) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 2 / 2;
  if (odd > many && even < many / 4) return "utf-16le";
  if (even > many && odd < many / 4) return "utf-16be";
  return undefined;
}

/**
 * Every byte is a character in these encodings, so only what the text looks like tells them apart. chardet knows letter frequencies but not
 * the old Macintosh, whose accents turn into punctuation of windows-1252; so what it proposes and the Western three are compared by how
 * much of what lies beyond ASCII is a letter where a letter belongs.
 */
function oneByteEncodingOf(sample: Uint8Array): Encoding {
  const proposed = analyse(sample)
    .map(({ name }) => name.toLowerCase())
    .map((name) => (name === "iso-8859-1" ? "windows-1252" : name))
    .filter((name): name is Encoding => ENCODINGS.some((known) => known === name && !name.startsWith("utf")));
  const candidates = [...new Set([...WESTERN, ...proposed])];
  let best: { encoding: Encoding; score: number } = { encoding: "windows-1252", score: -Infinity };
  for (const encoding of candidates) {
    const score = plausibilityOf(decodeWhole(sample, encoding));
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

function plausibilityOf(text: string): number {
  let score = 0;
  for (const match of text.matchAll(/[\u0080-\u{10ffff}]/gu)) {
    const [character] = match;
    const isLetter = /\p{L}/u.test(character);
    const before = text.charAt(match.index - 1);
    const after = text.charAt(match.index + character.length);
    if (USUAL.test(character)) score += 2;
    else if (!isLetter) score -= 3;
    // A capital after a small letter, or a stranger in the middle of a word.
    if (isLetter && /\p{Ll}/u.test(before) && /\p{Lu}/u.test(character)) score -= 4;
    if (!isLetter && /\p{L}/u.test(before) && /\p{L}/u.test(after)) score -= 2;
  }
  return score;
}
