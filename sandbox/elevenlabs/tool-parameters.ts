/** What a tool leaves to the language model: the values of its schema whose source is a description (elevenlabs.md §6.5). */
import { isObject, type JsonObject } from "./json";
import { sourcesOf } from "./tool-schema";

export interface ModelParameter {
  type: string;
  /** Undefined when any value of the type will do. */
  values: readonly unknown[] | undefined;
}

export type ModelParameters = ReadonlyMap<string, ModelParameter>;

/** By name, whether it goes into the path, the query or the body; of nested objects what lies in them. */
export function modelParameters(tool: JsonObject): ModelParameters {
  const schema = isObject(tool["api_schema"]) ? tool["api_schema"] : {};
  const parts =
    tool["type"] === "webhook"
      ? [
          { properties: schema["path_params_schema"] },
          schema["query_params_schema"],
          schema["request_body_schema"],
        ]
      : [tool["parameters"]];
  return new Map(parts.flatMap(parametersIn));
}

function parametersIn(schema: unknown): [string, ModelParameter][] {
  if (!isObject(schema) || !isObject(schema["properties"])) return [];
  return Object.entries(schema["properties"]).flatMap(([name, part]): [string, ModelParameter][] => {
    if (!isObject(part) || sourcesOf(part).length > 0) return [];
    if (part["type"] === "object") return parametersIn(part);
    const values = Array.isArray(part["enum"]) ? part["enum"] : undefined;
    return [[name, { type: String(part["type"]), values }]];
  });
}

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
