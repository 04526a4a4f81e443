import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHits } from "./find-hits";

const marked = (text: string, query: string) =>
  findHits(text, query)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join("");

describe("hits of a search in a text", () => {
  it("are found whatever the accents and capitals", () => {
    expect(marked("Confirmó la revisión", "REVISION")).toBe("Confirmó la [revisión]");
    expect(marked("MAÑANA a las diez", "manana")).toBe("[MAÑANA] a las diez");
  });

  it("are found word by word, each time", () => {
    expect(marked("cita, otra cita y nada", "cita nada")).toBe("[cita], otra [cita] y [nada]");
  });

  it("never change the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, query) => {
        expect(
          findHits(text, query)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
