import { describe, expect, it } from "vitest";
import { arranged } from "./arranged";

const known = ["a", "b", "c"].map((id) => ({ id }));

describe("a new order", () => {
  it.each([
    [
      ["c", "a", "b"],
      ["c", "a", "b"],
    ],
    [["c"], ["c", "a", "b"]],
    [
      ["b", "b", "a"],
      ["b", "a", "c"],
    ],
  ])("of %j is %j", (named, order) => {
    expect(arranged(known, named)).toEqual(order);
  });

  it("cannot name what is not there", () => {
    expect(() => arranged(known, ["a", "z"])).toThrow("z");
  });
});
