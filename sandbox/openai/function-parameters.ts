/** What a strict function leaves to the model (platform.openai.com/docs/guides/function-calling, "Strict mode"). */
import { isObject, type JsonObject } from "../json";
import type { ModelParameter, ModelParameters } from "../receptionist/parameters";
import type { FunctionTool } from "./order";

export function parametersOf({ parameters }: FunctionTool): ModelParameters {
  const properties = isObject(parameters?.["properties"]) ? parameters["properties"] : {};
  return new Map(
    Object.entries(properties).flatMap(([name, part]): [string, ModelParameter][] =>
      isObject(part) ? [[name, parameterOf(part)]] : [],
    ),
  );
}

/** Optional ones are a union with null. */
function parameterOf(schema: JsonObject): ModelParameter {
  const { type, enum: values, anyOf } = schema;
  const branch = Array.isArray(anyOf)
    ? anyOf.find((part) => isObject(part) && part["type"] !== "null")
    : undefined;
  if (isObject(branch)) return parameterOf(branch);
  const named = [type].flat().find((one): one is string => typeof one === "string" && one !== "null");
  return {
    type: named ?? "string",
    values: Array.isArray(values) ? values.filter((value) => value !== null) : undefined,
  };
}

/** Every parameter is there, as strict functions demand; what is not known is null, or empty where null is no value. */
export function argumentsFor(tool: FunctionTool, values: JsonObject): JsonObject {
  const properties = isObject(tool.parameters?.["properties"]) ? tool.parameters["properties"] : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [
      name,
      values[name] ?? (isObject(part) ? emptyOf(part) : null),
    ]),
  );
}

function emptyOf(schema: JsonObject): unknown {
  const { type, anyOf, enum: values } = schema;
  const isNullable =
    [type].flat().includes("null") ||
    (Array.isArray(anyOf) && anyOf.some((part) => isObject(part) && part["type"] === "null"));
  if (isNullable) return null;
  const [first]: unknown[] = Array.isArray(values) ? values : [];
  if (first !== undefined) return first;
  const empties: Record<string, unknown> = { boolean: false, integer: 0, number: 0, array: [], object: {} };
  return empties[String(type)] ?? "";
}
