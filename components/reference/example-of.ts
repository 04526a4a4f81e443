import type { ApiDocument, ApiOperation, JsonSchema } from "@/lib/http/schema";

const BY_FORMAT: Record<string, string> = {
  uuid: "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11",
  "date-time": "2026-11-20T09:30:00.000Z",
  date: "2026-11-20",
  email: "ana@example.com",
  uri: "https://example.com",
};

/** Deeper than any of our answers. */
const MAX_DEPTH = 6;

/** A value the schema allows: its own example where it has one. */
export function exampleOf(schema: JsonSchema, depth = 0): unknown {
  const [own] = schema.examples ?? [];
  if (own !== undefined) return own;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return exampleOf(first, depth);
  if (schema.properties && depth < MAX_DEPTH) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property, depth + 1)]),
    );
  }
  if (schema.format && BY_FORMAT[schema.format] !== undefined) return BY_FORMAT[schema.format];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "array":
      return schema.items && depth < MAX_DEPTH ? [exampleOf(schema.items, depth + 1)] : [];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    case "string":
      return "…";
    default:
      return {};
  }
}

/** Whether a program can ask this: with a key, or without anything. */
export function isForPrograms({ security }: ApiOperation): boolean {
  return security.length === 0 || security.some((scheme) => "apiKey" in scheme);
}

/** `{callId}` as a shell reader fills it in: `CALL_ID`. */
function placeholder(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
}

/** The request as one would type it in a terminal, with placeholders for the key and the ids. */
export function curlOf(
  document: Pick<ApiDocument, "servers">,
  method: string,
  path: string,
  operation: ApiOperation,
): string {
  const { parameters = [], requestBody, security } = operation;
  const query = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
    .join("&");
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => placeholder(name)) + (query && `?${query}`);
  const body = requestBody?.content["application/json"];
  const parts = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${document.servers[0]?.url ?? ""}${address}"`,
    ...(security.length > 0 ? ['-H "Authorization: Bearer $CENTRALITA_KEY"'] : []),
    ...(body
      ? [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(exampleOf(requiredOnly(body.schema))).replaceAll("'", String.raw`'\''`)}'`,
        ]
      : []),
  ];
  return parts.join(" \\\n  ");
}

/** The shortest body that is taken: what may be left out is left out, unless it is all there is. */
function requiredOnly(schema: JsonSchema): JsonSchema {
  const { properties, required = [] } = schema;
  if (!properties || required.length === 0) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => required.includes(name))),
  };
}
