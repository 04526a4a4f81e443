/** Deeper than anybody nests on purpose; whoever walks the value after us uses the stack too. */
const MAX_DEPTH = 200;

/**
 * The same value with every text made fit for PostgreSQL: no U+0000, no half of a surrogate pair; what is nested beyond reason is
 * null. Other people's text only.
 */
export function storable<T>(value: T): T {
  return clean(value, 0) as T;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (depth > MAX_DEPTH && typeof value === "object") return null;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [clean(name, depth), clean(item, depth + 1)]),
  );
}
