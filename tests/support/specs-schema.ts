import fs from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { parse as parseYaml } from "yaml";

export type Json = { [name: string]: unknown };

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A published document of tests/support/specs. */
export function readSpec(name: string): Json {
  const text = fs.readFileSync(new URL(`./specs/${name}`, import.meta.url), "utf8");
  const document: unknown = name.endsWith(".yaml") ? parseYaml(text) : JSON.parse(text);
  if (!isJson(document)) throw new Error(`${name} is not an object`);
  return document;
}

/** What lies at a path of names; an empty object when nothing does. */
export function at(value: unknown, ...names: string[]): Json {
  const found = names.reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), value);
  return isJson(found) ? found : {};
}

/** The documents leave objects open to what may come; what we send must be known, so objects with named properties are closed. */
export function closed(schema: unknown, isPart = false): unknown {
  if (Array.isArray(schema)) return schema.map((part) => closed(part, isPart));
  if (!isJson(schema)) return schema;
  const copy: Json = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, closed(value, name === "allOf")]),
  );
  const isOpen =
    schema["type"] === "object" && isJson(schema["properties"]) && !("additionalProperties" in schema);
  const { nullable, ...strict } = isOpen && !isPart ? { ...copy, additionalProperties: false } : copy;
  // OpenAPI 3.0's own word, which ajv takes only beside a `type`.
  return nullable === true ? { anyOf: [strict, { type: "null" }] } : strict;
}

/** Compiles `schema` in the company of the document's `schemas`, to which its references lead. */
export function compile(schema: Json, schemas: unknown, coerceTypes = false): ValidateFunction {
  // The documents use formats and keywords of OpenAPI, which are no rules of JSON Schema.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes });
  return ajv.compile({ ...schema, components: { schemas } });
}

export function faultsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(structuredClone(value))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}
