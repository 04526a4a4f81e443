import type { Encoding } from "./schema";

/** What windows-1252 has at 0x80–0x9F (WHATWG Encoding, index-windows-1252); Node 20 gives the bare C1 controls instead. */
const AT_0X80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const C1 = /[\u0080-\u009f]/g;

export interface Decoder {
  decode(bytes: Uint8Array): string;
  end(): string;
}

/** Bytes in pieces to text; what is no character of the encoding becomes U+FFFD, a byte order mark disappears. */
export function openDecoder(encoding: Encoding): Decoder {
  const decoder = new TextDecoder(encoding);
  const mend = (text: string) =>
    encoding === "windows-1252"
      ? text.replace(C1, (character) => AT_0X80.charAt(character.charCodeAt(0) - 0x80))
      : text;
  return {
    decode: (bytes) => mend(decoder.decode(bytes, { stream: true })),
    end: () => mend(decoder.decode()),
  };
}

export function decodeWhole(bytes: Uint8Array, encoding: Encoding): string {
  const decoder = openDecoder(encoding);
  return decoder.decode(bytes) + decoder.end();
}
