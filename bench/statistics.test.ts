import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentileOf, ratioOf, spreadOf } from "./statistics";

describe("spreadOf", () => {
  it("takes the middle value of an odd count, whatever the order", () => {
    expect(spreadOf([9, 1, 5]).median).toBe(5);
  });

  it("takes the mean of the two middle values of an even count", () => {
    expect(spreadOf([4, 1, 2, 100]).median).toBe(3);
  });

  it("gives the values between which the middle half lies, so that one odd round does not widen it", () => {
    const { lowerQuartile, upperQuartile } = spreadOf([5, 6, 7, 8, 9, 10, 11, 1000]);
    expect([lowerQuartile, upperQuartile]).toEqual([6, 10]);
  });

  it("does not disturb the values it was given", () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it("refuses to sum up nothing", () => {
    expect(() => spreadOf([])).toThrow("no values");
  });
});

describe("percentileOf", () => {
  it("sorts numbers as numbers", () => {
    expect(percentileOf([10, 9, 100], 50)).toBe(10);
  });

  it("gives the largest of a hundred values only above the 99th percentile", () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentileOf(values, 99)).toBe(99);
    expect(percentileOf(values, 99.5)).toBe(100);
    expect(percentileOf(values, 50)).toBe(50);
  });

  it("is a value that the given share of the values does not exceed, and no smaller one is", () => {
    const values = fc.array(fc.integer(), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (list, percent) => {
        const found = percentileOf(list, percent);
        const wanted = (percent / 100) * list.length;
        expect(list.filter((value) => value <= found).length).toBeGreaterThanOrEqual(wanted);
        expect(list.filter((value) => value < found).length).toBeLessThan(wanted);
      }),
    );
  });
});

describe("ratioOf", () => {
  it("compares each round with its own counterpart", () => {
    expect(ratioOf([1, 30, 4], [2, 10, 4])).toEqual({ median: 1, lowerQuartile: 0.5, upperQuartile: 3 });
  });

  it("refuses rounds without a counterpart", () => {
    expect(() => ratioOf([1, 2], [1])).toThrow("counterpart");
  });
});
