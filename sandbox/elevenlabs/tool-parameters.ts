/** What a tool leaves to the language model: the values of its schema whose source is a description (elevenlabs.md §6.5). */
import { isObject, type JsonObject } from "../json";
import type { ModelParameter, ModelParameters } from "../receptionist/parameters";
import { sourcesOf } from "./tool-schema";

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
