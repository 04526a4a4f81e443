/** Where the sound stands in the raw body of `post_call_audio` (elevenlabs.md §4.1): between these two bytes, as base64. */
export interface AudioPlace {
  from: number;
  to: number;
}

const NAME = Buffer.from('"full_audio"');
const QUOTE = 0x22;
/** Whole groups of four characters, so that each piece can be decoded by itself. */
const PIECE_CHARACTERS = 256 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Takes the sound out of a body of many megabytes before it is read as JSON, so that it is never held as text. Inside a text the
 * name would stand with escaped quotes, so what is found is a field; whether it is the right one is seen in what is left.
 */
export function cutAudio(raw: Buffer): { rest: Buffer; audio: AudioPlace | undefined } {
  const named = raw.indexOf(NAME);
  if (named < 0) return { rest: raw, audio: undefined };
  const lead = /^\s*:\s*"/.exec(raw.toString("latin1", named + NAME.length, named + NAME.length + 100));
  if (!lead) return { rest: raw, audio: undefined };
  const from = named + NAME.length + lead[0].length;
  const to = raw.indexOf(QUOTE, from);
  if (to < 0) return { rest: raw, audio: undefined };
  return { rest: Buffer.concat([raw.subarray(0, from), raw.subarray(to)]), audio: { from, to } };
}

/** Decodes piece by piece. Throws for what is not base64. */
export async function* decodeAudio(raw: Buffer, { from, to }: AudioPlace): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += PIECE_CHARACTERS) {
    const piece = raw.toString("latin1", at, Math.min(at + PIECE_CHARACTERS, to));
    // Padding ends it: before the last piece there is none.
    const isLast = at + PIECE_CHARACTERS >= to;
    if (!BASE64.test(piece) || (!isLast && piece.includes("="))) throw new NotBase64Error("full_audio");
    yield Buffer.from(piece, "base64");
  }
}

export class NotBase64Error extends Error {}
