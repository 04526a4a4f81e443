/** What a strict JSON schema may be (platform.openai.com/docs/guides/structured-outputs, "Supported schemas"). */

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Keywords that strict schemas do not know; whoever sends one is refused. */
const UNKNOWN = [
  "allOf",
  "not",
  "dependentRequired",
  "dependentSchemas",
  "if",
  "then",
  "else",
  "patternProperties",
];
const MAX_DEPTH = 10;

/** Undefined for a schema that keeps the rules; else what is wrong with it, in the vendor's manner. */
export function faultOfSchema(schema: Json): string | undefined {
  if (schema["type"] !== "object")
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema["type"])}"'.`;
  return faultAt(schema, []);
}

function faultAt(schema: Json, at: readonly string[]): string | undefined {
  const where = `In context=(${at.map((name) => `'${name}'`).join(", ")}), `;
  if (at.length > MAX_DEPTH * 2) return `${where}the schema is nested too deeply.`;
  const unknown = UNKNOWN.find((keyword) => keyword in schema);
  if (unknown !== undefined) return `${where}'${unknown}' is not permitted.`;
  return (schema["type"] === "object" ? faultOfObject(schema, where) : undefined) ?? faultOfParts(schema, at);
}

function faultOfObject(schema: Json, where: string): string | undefined {
  if (schema["additionalProperties"] !== false)
    return `${where}'additionalProperties' is required to be supplied and to be false.`;
  const names = Object.keys(isObject(schema["properties"]) ? schema["properties"] : {});
  const required: unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const missing = names.find((name) => !required.includes(name));
  return missing === undefined
    ? undefined
    : `${where}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
}

function faultOfParts(schema: Json, at: readonly string[]): string | undefined {
  const { properties, items, anyOf, $defs } = schema;
  const parts: [readonly string[], unknown][] = [
    ...named("properties", properties),
    ...named("$defs", $defs),
    ...(items === undefined ? [] : [[["items"], items] as [string[], unknown]]),
    ...(Array.isArray(anyOf) ? anyOf : []).map((part, index): [string[], unknown] => [
      ["anyOf", String(index)],
      part,
    ]),
  ];
  for (const [path, part] of parts) {
    const fault = isObject(part) ? faultAt(part, [...at, ...path]) : "a part of the schema is no object.";
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function named(group: string, parts: unknown): [string[], unknown][] {
  return Object.entries(isObject(parts) ? parts : {}).map(([name, part]) => [[group, name], part]);
}
