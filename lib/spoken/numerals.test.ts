import { expect, it } from "vitest";
import { LANGUAGES } from "@/lib/vocabulary";
import { readCardinal, sayCardinal } from "./numerals";
import { Cursor, wordsOf } from "./words";

it.each(LANGUAGES)("numbers below a hundred are read in %s as they are said", (language) => {
  for (let value = 0; value < 100; value += 1) {
    const cursor = new Cursor(wordsOf(sayCardinal(value, language)));
    expect(readCardinal(cursor, language)).toBe(value);
    expect(cursor.isAtEnd).toBe(true);
  }
});

it.each([
  ["mil novecientos ochenta y dos", "es", 1982],
  ["dos mil veintiséis", "es", 2026],
  ["ciento uno", "es", 101],
  ["quinientas doce", "es", 512],
  ["nineteen hundred", "en", 19],
  ["two thousand and twenty six", "en", 2026],
  ["three hundred and five", "en", 305],
  ["1982", "es", 1982],
] as const)("%s in %s is %d", (said, language, value) => {
  expect(readCardinal(new Cursor(wordsOf(said)), language)).toBe(value);
});
