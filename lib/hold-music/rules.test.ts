import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partBounds, partsOf } from "./rules";

const seconds = (count: number) => count * 8000;

describe("the parts of a track", () => {
  it.each([
    [5, 1],
    [32, 1],
    [44, 1],
    [46, 2],
    [600, 20],
  ])("of %d seconds are %d", (length, parts) => {
    expect(partsOf(seconds(length))).toBe(parts);
  });

  it("follow one another without a gap, each of half a minute or so, and then begin anew", () => {
    fc.assert(
      fc.property(fc.integer({ min: seconds(5), max: seconds(600) }), fc.nat(100), (sizeBytes, part) => {
        const { from, to } = partBounds(sizeBytes, part);
        const parts = partsOf(sizeBytes);
        expect(to - from).toBeLessThanOrEqual(seconds(45) + 1);
        expect(partBounds(sizeBytes, part + parts)).toEqual({ from, to });
        expect(partBounds(sizeBytes, part + 1).from).toBe(to === sizeBytes ? 0 : to);
      }),
    );
  });
});
