/** What a tool's parameters are filled with: exactly one source for each value (elevenlabs.md §6.5). */
import { type Invalid, invalid } from "./errors";
import { isObject, type JsonObject } from "../json";
import { type Path, shapeFaultsOf } from "./tool-shape";

/** Throws 422 when the schema is not of the published shape, or when a value of it has no source, or two. */
export function checkParameters(schema: unknown, path: Path): void {
  const shapeFaults = shapeFaultsOf(schema, path);
  const faults = shapeFaults.length > 0 ? shapeFaults : faultsOf(schema, path);
  if (faults.length > 0) throw invalid(...faults);
}

function faultsOf(schema: unknown, path: Path): Invalid[] {
  if (!isObject(schema)) return [];
  const ownSources = sourcesOf(schema);
  if (schema["type"] === "object" || schema["type"] === "array") {
    if (ownSources.length > 1) return [tooMany(path, ownSources)];
    // Filled as a whole: then nothing inside it is asked for.
    if (ownSources.length === 1) return [];
    const parts = schema["type"] === "array" ? { items: schema["items"] } : schema["properties"];
    return Object.entries(isObject(parts) ? parts : {}).flatMap(([name, part]) =>
      faultsOf(part, [...path, name]),
    );
  }
  const isDescribed = typeof schema["description"] === "string" && schema["description"] !== "";
  const sources = [...ownSources, ...(isDescribed ? ["description"] : [])];
  if (sources.length === 1) return [];
  return [sources.length === 0 ? { loc: path, msg: NONE, type: "value_error" } : tooMany(path, sources)];
}

const NONE =
  "Value error, Must set one of: description, dynamic_variable, is_system_provided, constant_value, or is_omitted";

function tooMany(path: Path, sources: string[]): Invalid {
  return { loc: path, msg: `Value error, Can only set one of: ${sources.join(", ")}`, type: "value_error" };
}

/** From where else than the model a value comes. */
export function sourcesOf(schema: JsonObject): string[] {
  const isText = (name: string) => typeof schema[name] === "string" && schema[name] !== "";
  return [
    ...(isText("dynamic_variable") ? ["dynamic_variable"] : []),
    ...((schema["constant_value"] ?? null) === null || schema["constant_value"] === ""
      ? []
      : ["constant_value"]),
    ...(schema["is_system_provided"] === true ? ["is_system_provided"] : []),
    ...(schema["is_omitted"] === true ? ["is_omitted"] : []),
  ];
}

/**
 * The values of a schema's object: those of the language model by their names, the others from where the schema
 * says. What the model does not know is left out, unless it is required: then it is empty.
 */
export function fillObject(schema: unknown, parameters: JsonObject, variables: JsonObject): JsonObject {
  if (!isObject(schema) || !isObject(schema["properties"])) return {};
  const required: unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const filled: JsonObject = {};
  for (const [name, part] of Object.entries(schema["properties"])) {
    const value = isObject(part) ? valueOf(part, name, parameters, variables) : undefined;
    if (value !== undefined) filled[name] = value;
    else if (required.includes(name) && isObject(part) && sourcesOf(part).length === 0)
      filled[name] = emptyOf(part);
  }
  return filled;
}

function valueOf(part: JsonObject, name: string, parameters: JsonObject, variables: JsonObject): unknown {
  const [source] = sourcesOf(part);
  if (source === "dynamic_variable") return variables[String(part["dynamic_variable"])];
  if (source === "constant_value") return part["constant_value"];
  if (source !== undefined) return undefined;
  if (part["type"] !== "object") return parameters[name];
  const inner = isObject(parameters[name]) ? parameters[name] : parameters;
  return fillObject(part, inner, variables);
}

function emptyOf(part: JsonObject): unknown {
  const [first]: unknown[] = Array.isArray(part["enum"]) ? part["enum"] : [];
  if (first !== undefined) return first;
  const empties: Record<string, unknown> = { boolean: false, integer: 0, number: 0, array: [] };
  return empties[String(part["type"])] ?? "";
}
