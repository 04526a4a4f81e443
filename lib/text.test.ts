import { describe, expect, it } from "vitest";
import { line, paragraphs } from "./text";

const fits = (schema: ReturnType<typeof line>, value: unknown) => schema.safeParse(value).success;

describe("a line", () => {
  it.each(["Ana", "Núñez & Hijos", "Clínica 🦷", "日本", "O'Brien", "   trimmed   "])(
    "may be %s",
    (value) => {
      expect(line(20).parse(value)).toBe(value.trim());
    },
  );

  it.each([
    "",
    "   ",
    "a\u0000b",
    "\ud800",
    "a\udc00",
    "two\nlines",
    "tab\tbed",
    "bell\u0007",
    "del\u007f",
    "a".repeat(21),
    7,
    null,
    ["a"],
  ])("may not be %j", (value) => {
    expect(fits(line(20), value)).toBe(false);
  });

  it("is measured in code points, after trimming", () => {
    expect(fits(line(3), "  🦷🦷a  ")).toBe(true);
    expect(fits(line(2), "🦷🦷a")).toBe(false);
  });
});

describe("paragraphs", () => {
  it("keep their line breaks and the room around them", () => {
    expect(paragraphs(40).parse(" uno\n\ndos\r\n\ttres 🦷 ")).toBe(" uno\n\ndos\r\n\ttres 🦷 ");
    expect(fits(paragraphs(40), "")).toBe(true);
  });

  it.each(["a\u0000b", "\udfff", "bell\u0007", "a".repeat(41)])("may not be %j", (value) => {
    expect(fits(paragraphs(40), value)).toBe(false);
  });

  it("may be required", () => {
    expect(fits(paragraphs(40, 1), "")).toBe(false);
  });
});
