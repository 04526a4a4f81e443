import fc from "fast-check";
import { expect, it } from "vitest";
import { toSearch } from "./list-contacts";

it("words are looked for by their beginnings, whatever stands between them", () => {
  expect(toSearch("  Rosa,  NÚÑEZ ", "ES")).toEqual({ words: "rosa:* & núñez:*", textPrefix: undefined });
  expect(toSearch("O'Brien-Vega", "ES").words).toBe("o:* & brien:* & vega:*");
});

it("nothing that could be an operator of the search language reaches it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
      const { words } = toSearch(typed, "ES");
      expect(words ?? "").toMatch(/^$|^[\p{L}\p{N}\p{M}]+:\*( & [\p{L}\p{N}\p{M}]+:\*)*$/u);
    }),
  );
});

it.each([
  ["612 34", { numberPrefixes: ["+3461234", "+61234"], lastDigits: "61234" }],
  ["678", { numberPrefixes: ["+34678", "+678"], lastDigits: undefined }],
  ["+57 300", { numberPrefixes: ["+57300"] }],
  ["12", { numberPrefixes: undefined, lastDigits: undefined }],
  ["rosa 612", { numberPrefixes: undefined, lastDigits: undefined }],
])("%s is searched for as a number where it can be one", (typed, expected) => {
  const { numberPrefixes, lastDigits } = toSearch(typed, "ES");
  expect({ numberPrefixes, lastDigits }).toEqual({ lastDigits: undefined, ...expected });
});

it("what looks like an e-mail or an id is looked for as a whole too", () => {
  expect(toSearch("Rosa@Ex", "ES").textPrefix).toBe("rosa@ex");
  expect(toSearch("HC-0042", "ES").textPrefix).toBe("hc-0042");
  expect(toSearch("& | !", "ES")).toEqual({ words: undefined, textPrefix: undefined });
});
