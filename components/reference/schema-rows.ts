import type { JsonSchema } from "@/lib/http/schema";

/** A key of `reference.fact`, and what stands in its sentence. */
export interface Fact {
  key: "options" | "minLength" | "maxLength" | "minimum" | "maximum" | "default";
  value: string;
}

/** One field of a schema, as a line of a table. */
export interface SchemaRow {
  /** Where it stands: `data[].agent.name`. */
  path: string;
  /** `string`, `integer or null`, `array of string` … */
  type: string;
  isRequired: boolean;
  /** What else may be said of its value. */
  facts: Fact[];
  description: string | undefined;
}

/** Deeper than any of our answers. */
const MAX_DEPTH = 6;

/** Every field of an object, nested ones after the field they are in. A schema that is no object is one row without a name. */
export function rowsOf(schema: JsonSchema): SchemaRow[] {
  const inner = objectOf(schema);
  if (inner) return fieldsOf(inner.schema, inner.mark, 0);
  return [rowOf("", schema, true)];
}

function fieldsOf(schema: JsonSchema, at: string, depth: number): SchemaRow[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = at ? `${at}.${name}` : name;
    const inner = depth < MAX_DEPTH ? objectOf(property) : undefined;
    return [
      rowOf(path, property, required.has(name)),
      ...(inner ? fieldsOf(inner.schema, path + inner.mark, depth + 1) : []),
    ];
  });
}

/** The object in a schema: itself, that of an array, or that of "this or null". */
function objectOf(schema: JsonSchema): { schema: JsonSchema; mark: string } | undefined {
  if (schema.properties) return { schema, mark: "" };
  if (schema.items) {
    const inner = objectOf(schema.items);
    return inner && { ...inner, mark: `[]${inner.mark}` };
  }
  return schema.anyOf?.map(objectOf).find((found) => found !== undefined);
}

function rowOf(path: string, schema: JsonSchema, isRequired: boolean): SchemaRow {
  return { path, type: typeOf(schema), isRequired, facts: factsOf(schema), description: schema.description };
}

export function typeOf(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `array of ${typeOf(schema.items ?? {})}`;
  if (schema.format) return schema.format;
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type) return schema.type;
  return schema.enum ? "string" : "anything";
}

const LIMITS = ["minLength", "maxLength", "minimum", "maximum"] as const;

function factsOf(schema: JsonSchema): Fact[] {
  const inner = schema.anyOf?.find((option) => option.enum) ?? schema.items ?? schema;
  const facts: Fact[] = [];
  if (inner.enum) facts.push({ key: "options", value: inner.enum.map(String).join(", ") });
  for (const key of LIMITS) {
    const value = schema[key];
    // That a text has at least one character is said by its being required.
    if (value !== undefined && !(key === "minLength" && value <= 1))
      facts.push({ key, value: String(value) });
  }
  if (schema.default !== undefined) facts.push({ key: "default", value: JSON.stringify(schema.default) });
  return facts;
}
