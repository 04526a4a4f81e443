import fc from "fast-check";
import { expect, it } from "vitest";
import { storable } from "./storable";

it("whatever others send becomes text PostgreSQL can hold, at every depth", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(
      fc.object({ key: text, values: [text, fc.constant("a\u0000\ud800")], maxDepth: 4 }),
      (value) => {
        const written = JSON.stringify(storable(value));
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      },
    ),
  );
});

it("what can be held already stays as it is", () => {
  const value = { a: ["ñ", "🦷", 1, null, true, undefined], at: new Date(0), "": {} };
  expect(storable(value)).toEqual(value);
  expect(storable(value).at).toBe(value.at);
});

it("what is nested beyond reason does not exhaust the stack", () => {
  let deep: unknown = "x";
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(JSON.stringify(storable(deep))).toMatch(/^\[+null\]+$/);
});
