/**
 * The shape of a tool's parameters: the published `LiteralJsonSchemaProperty`, `ObjectJsonSchemaProperty-Input` and
 * `ArrayJsonSchemaProperty-Input` (REST document of August 2026). Objects and arrays take no word of JSON Schema
 * beside these; a leaf takes any.
 */
import type { Invalid } from "./errors";
import { isObject, type JsonObject } from "../json";

export type Path = (string | number)[];

const LEAF_TYPES = ["boolean", "string", "integer", "number"];
const SHARED = ["type", "property_kind", "description", "dynamic_variable", "constant_value", "is_omitted"];
const OBJECT_WORDS = new Set([...SHARED, "required", "properties", "required_constraints"]);
const ARRAY_WORDS = new Set([...SHARED, "items"]);

/** A schema that is not there has no faults. */
export function shapeFaultsOf(schema: unknown, path: Path): Invalid[] {
  if (schema === undefined || schema === null) return [];
  if (!isObject(schema)) return [{ loc: path, msg: "Input should be a valid dictionary", type: "dict_type" }];
  if (schema["type"] === "object") return objectFaults(schema, path);
  if (schema["type"] === "array")
    return [...extraFaults(schema, ARRAY_WORDS, path), ...shapeFaultsOf(schema["items"], [...path, "items"])];
  return leafFaults(schema, path);
}

function objectFaults(schema: JsonObject, path: Path): Invalid[] {
  const { required = [], properties = {} } = schema;
  const parts = isObject(properties)
    ? Object.entries(properties).flatMap(([name, part]) => partFaults(part, [...path, name]))
    : [{ loc: [...path, "properties"], msg: "Input should be a valid dictionary", type: "dict_type" }];
  return [
    ...extraFaults(schema, OBJECT_WORDS, path),
    ...(isTexts(required) ? [] : [textsFault([...path, "required"])]),
    ...parts,
  ];
}

function partFaults(part: unknown, path: Path): Invalid[] {
  if (part !== null) return shapeFaultsOf(part, path);
  return [{ loc: path, msg: "Input should be a valid dictionary", type: "dict_type" }];
}

function leafFaults({ type, enum: values }: JsonObject, path: Path): Invalid[] {
  const faults: Invalid[] = [];
  const isPair = isTexts(type) && type.length === 2;
  if (type === undefined) faults.push({ loc: [...path, "type"], msg: "Field required", type: "missing" });
  else if (!isPair && !LEAF_TYPES.some((known) => known === type))
    faults.push({
      loc: [...path, "type"],
      msg: `Input should be ${LEAF_TYPES.map((one) => `'${one}'`).join(", ")}`,
      type: "literal_error",
    });
  if ((values ?? null) !== null && !isTexts(values)) faults.push(textsFault([...path, "enum"]));
  return faults;
}

function extraFaults(schema: JsonObject, words: ReadonlySet<string>, path: Path): Invalid[] {
  return Object.keys(schema)
    .filter((word) => !words.has(word))
    .map((word) => ({
      loc: [...path, word],
      msg: "Extra inputs are not permitted",
      type: "extra_forbidden",
    }));
}

function textsFault(loc: Path): Invalid {
  return { loc, msg: "Input should be a valid list of strings", type: "string_type" };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
