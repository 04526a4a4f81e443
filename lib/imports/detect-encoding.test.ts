import { describe, expect, it } from "vitest";
import { EncodingWatch } from "./detect-encoding";
import type { Encoding } from "./schema";
import { decodeWhole, openDecoder } from "./text-decoding";

const NAMES =
  "nombre;teléfono\r\nMaría Núñez;600\r\nJosé Ibáñez Peña;601\r\nÀngels Güell;602\r\nBegoña Çağlar;603\r\n";
const SPANISH = NAMES.replace("ğ", "g");

/** The bytes of a text in an encoding: what each byte decodes to, turned round. */
function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decodeWhole(Uint8Array.of(byte), encoding), byte]),
  );
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = bytes.get(character);
      if (byte === undefined) throw new Error(`${encoding} has no ${character}`);
      return byte;
    }),
  );
}

function detect(bytes: Uint8Array, pieceBytes = bytes.length): Encoding {
  const watch = new EncodingWatch();
  for (let at = 0; at < bytes.length; at += pieceBytes) watch.watch(bytes.subarray(at, at + pieceBytes));
  return watch.end();
}

describe("the encoding of a file", () => {
  it.each<Encoding>(["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"])(
    "is found for Spanish names in %s, whole or byte by byte",
    (encoding) => {
      const bytes = encode(SPANISH, encoding);
      expect(detect(bytes)).toBe(encoding);
      expect(detect(bytes, 1)).toBe(encoding);
      expect(decodeWhole(bytes, encoding)).toBe(SPANISH);
    },
  );

  it.each<[string, Encoding]>([
    ["efbbbf", "utf-8"],
    ["fffe", "utf-16le"],
    ["feff", "utf-16be"],
  ])("is told by the mark %s, which is no part of the text", (mark, encoding) => {
    const bytes = Buffer.concat([Buffer.from(mark, "hex"), encode("Ana;1\r\n", encoding)]);
    expect(detect(bytes)).toBe(encoding);
    expect(decodeWhole(bytes, encoding)).toBe("Ana;1\r\n");
  });

  it("is found although the first accent stands far behind", () => {
    const plain = "Ana Perez;600123456\r\n".repeat(10_000);
    for (const encoding of ["windows-1252", "macintosh", "utf-8"] as const)
      expect(detect(Buffer.concat([Buffer.from(plain), encode(SPANISH, encoding)]), 65_536)).toBe(encoding);
  });

  it("is UTF-8 for plain ASCII, and not where a character is cut off at the end", () => {
    expect(detect(Buffer.from("nombre,telefono\nAna,600\n"))).toBe("utf-8");
    expect(detect(Buffer.from("Jos\u00e9").subarray(0, 4))).toBe("windows-1252");
  });

  it("windows-1252 has euro, quotes and dashes where other tables have nothing", () => {
    expect(decodeWhole(Uint8Array.of(0x80, 0x93, 0x94, 0x96, 0xf1), "windows-1252")).toBe("€“”–ñ");
  });

  it("is decoded in pieces as it would be whole", () => {
    const decoder = openDecoder("utf-8");
    const bytes = Buffer.from("Núñez 😀");
    expect(Array.from(bytes, (byte) => decoder.decode(Uint8Array.of(byte))).join("") + decoder.end()).toBe(
      "Núñez 😀",
    );
  });
});
