import { expect, it } from "vitest";
import { mergedNotes, mergedNumbers, mergedTags } from "./rules";

it("numbers keep the order of the one that stays, and none is there twice", () => {
  const numbers = (...list: string[]) => list.map((number) => ({ number, label: "" }));
  expect(mergedNumbers(numbers("+1", "+2"), numbers("+2", "+3"))).toEqual(numbers("+1", "+2", "+3"));
});

it("tags of both stay, each once", () => {
  expect(mergedTags(["a", "b"], ["b", "c"])).toEqual(["a", "b", "c"]);
});

it.each([
  ["", "", ""],
  ["", "suyas", "suyas"],
  [" ", "suyas", "suyas"],
  ["mías", "", "mías"],
  ["mías\n", "suyas", "mías\n\nsuyas"],
  ["mías y suyas", " suyas ", "mías y suyas"],
])("notes %j and %j become %j", (kept, other, merged) => {
  expect(mergedNotes(kept, other)).toBe(merged);
});
