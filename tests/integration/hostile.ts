import fc from "fast-check";

/** A value nested `depth` times, as a stack meets it. */
export function nested(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Texts that break what was not made for them. */
export const HOSTILE_TEXTS = [
  "",
  "   ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "a\udfffb",
  "🦷🦷🦷",
  "línea\r\notra",
  "\u202e\u200b\ufeff",
  "a".repeat(10_000),
  "🦷".repeat(5000),
  "../../etc/passwd",
  "'; drop table calls; --",
  "%00%ff",
  "${7*7}{{7*7}}<script>",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-fffffffffffg",
  "__proto__",
  "constructor",
  "9999999999999999999999",
  "-1",
  "1e400",
  "+999999-01-01T00:00:00Z",
  "NaN",
];

/** Values of any kind, many of them wrong for any field. */
export const HOSTILE_VALUES: unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[]],
  ["a", "b"],
  { toString: "x", __proto__: null },
  nested(500),
];

export const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);
export const anyValue = fc.oneof(fc.constantFrom(...HOSTILE_VALUES), anyText, fc.jsonValue({ maxDepth: 3 }));
