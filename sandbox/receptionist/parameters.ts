/** What a tool leaves to the language model, and the values it fills it with. */

export interface ModelParameter {
  type: string;
  /** Undefined when any value of the type will do. */
  values: readonly unknown[] | undefined;
}

export type ModelParameters = ReadonlyMap<string, ModelParameter>;

/** The value as the schema wants it; undefined for one that it does not allow. */
export function declaredValue({ type, values }: ModelParameter, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const converted = convert(type, value);
  return values && !values.includes(converted) ? undefined : converted;
}

function convert(type: string, value: unknown): unknown {
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "integer":
    case "number": {
      const number = typeof value === "string" ? Number(value.trim() || Number.NaN) : value;
      const isAllowed = type === "integer" ? Number.isInteger(number) : Number.isFinite(number);
      return isAllowed ? number : undefined;
    }
    case "array":
      return Array.isArray(value) ? value : [value];
    default:
      return typeof value === "string" ? value : String(value);
  }
}
