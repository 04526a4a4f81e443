import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readByteRange } from "./byte-range";

describe("a request for a part of ten bytes", () => {
  it.each([
    ["bytes=0-3", { first: 0, last: 3 }],
    ["bytes=4-", { first: 4, last: 9 }],
    ["bytes=9-9", { first: 9, last: 9 }],
    ["bytes=0-99", { first: 0, last: 9 }],
    ["bytes=-3", { first: 7, last: 9 }],
    ["bytes=-99", { first: 0, last: 9 }],
    [" bytes=2-2 ", { first: 2, last: 2 }],
  ])("%j gets it", (header, range) => {
    expect(readByteRange(header, 10)).toEqual(range);
  });

  it.each(["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=999999999999999-"])("%j lies outside", (header) => {
    expect(readByteRange(header, 10)).toBe("unsatisfiable");
  });

  it.each([
    null,
    "",
    "bytes=",
    "bytes=-",
    "bytes=5-2",
    "bytes=0-1,4-5",
    "items=0-1",
    "bytes=a-b",
    "bytes=1e3-",
  ])("%j is answered with everything", (header) => {
    expect(readByteRange(header, 10)).toBe("whole");
  });

  it("never leads outside, whatever it says", () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => `bytes=${from}-${to}`),
    );
    fc.assert(
      fc.property(header, fc.integer({ min: 1, max: 1000 }), (given, size) => {
        const range = readByteRange(given, size);
        return (
          typeof range === "string" || (range.first >= 0 && range.first <= range.last && range.last < size)
        );
      }),
    );
  });
});
