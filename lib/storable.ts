/** The same value with every text made fit for PostgreSQL: no U+0000, no half of a surrogate pair. Other people's text only. */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [clean(name), clean(item)]));
}
