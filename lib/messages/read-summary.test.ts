import { expect, it } from "vitest";
import { readSummary } from "./read-summary";

const TEXT = "palabra ".repeat(60);

it("a summary is one line of plain words", () => {
  expect(readSummary("  Marta Gil pide\n\ncita.\u0000 Mañana. ", TEXT)).toBe("Marta Gil pide cita. Mañana.");
  // Marks that turn the direction of what follows, and bells.
  expect(readSummary("Uno\u202e dos\u0007 tres", TEXT)).toBe("Uno dos tres");
});

it.each([
  ["nothing", ""],
  ["nothing but spaces", " \n\t "],
  ["what is longer than two sentences", "b".repeat(401)],
  ["what is as long as the message", "c".repeat(TEXT.length)],
])("%s is none", (_, said) => {
  expect(() => readSummary(said, TEXT)).toThrow("a summary of");
});
