import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ROUTES } from "@/app/api/openapi.json/routes";
import type { RouteSpec } from "@/lib/http/route";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** One method of one address, with what it declares of itself. */
export interface Door {
  name: string;
  method: Method;
  path: string;
  spec: RouteSpec;
}

export const DOORS: Door[] = Object.entries(ROUTES).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    const handler = methods[method];
    return handler ? [{ name: `${method} ${path}`, method, path, spec: handler.spec }] : [];
  }),
);

export const MEMBER_DOORS = DOORS.filter((door) => door.spec.role !== "public");

type JsonSchema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minLength?: number;
  minItems?: number;
  minimum?: number;
};

/** What a pattern or a refinement demands and JSON Schema cannot say, by the name of the field. */
const EXAMPLES: Record<string, unknown> = {
  accountSid: `AC${"0".repeat(32)}`,
  authToken: "0".repeat(32),
  apiKey: "sk_nobody_has_this_key",
  webhookSecret: "wsec_nobody_has_this",
  elevenLabsAgentId: null,
  voiceId: null,
  timeZone: "Europe/Madrid",
  phoneNumber: "+34910009999",
  toNumber: "+34600009999",
  model: null,
  to: "+34600009999",
  confirmedMonthlyPriceUsd: "1.50",
  country: "ES",
  allowedCountries: ["ES"],
  dailySpendCapUsd: "25",
  email: "nobody@example.com",
  password: "cuatro-palabras-que-nadie-adivina",
  current: "not the password at all",
  next: "otras-palabras-que-nadie-adivina",
  token: "x".repeat(43),
  url: "https://agenda.example.com/hook",
  startsAt: "2026-10-01T10:00:00Z",
  endsAt: "2026-10-01T10:30:00Z",
  dueAt: "2026-10-01T11:00:00Z",
  decidedAt: "2025-01-01T10:00:00Z",
  expiresAt: "2098-01-01T10:00:00Z",
  price: "50.00",
  region: "MD",
  year: 2027,
  // Where our own id is given, the other system's is left out.
  contactExternalId: undefined,
  staffExternalId: undefined,
  serviceExternalId: undefined,
  CallSid: `CA${"0".repeat(32)}`,
  To: "+34600009999",
  ConferenceName: `conf_CA${"0".repeat(32)}`,
  track: "bright",
  messagesEmail: "nobody@example.com",
  // An admin may not invite above its own rank.
  role: "viewer",
};

export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

function exampleOf(schema: JsonSchema, name: string): unknown {
  // Where nothing is an answer, nothing is the one that fits everybody.
  if (EXAMPLES[name] === null && schema.type === "string") return "voice_of_nobody";
  if (name in EXAMPLES) return EXAMPLES[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(schema.anyOf[0] ?? {}, name);
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, property]) => [key, exampleOf(property, key)]),
    );
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return {};
  if (schema.format === "uuid") return randomUUID();
  if (schema.format === "date") return "2026-10-01";
  if (type === "string") return "a".repeat(Math.max(8, schema.minLength ?? 0));
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "array") return schema.minItems ? [exampleOf(schema.items ?? {}, name)] : [];
  throw new Error(`no example can be made of the field ${name}: name it in EXAMPLES`);
}

/** A body the route would accept; a route whose schema is beyond us fails loudly instead of going untested. */
export function exampleBody({ name, spec }: Door): unknown {
  if (!spec.body) return undefined;
  const example = exampleOf(jsonSchemaOf(spec.body), "");
  const parsed = spec.body.safeParse(example);
  if (!parsed.success)
    throw new Error(`${name}: the example does not pass: ${z.prettifyError(parsed.error)}`);
  return example;
}

/** Where a schema takes the id of something: `["agentId"]`, `["business", "id"]`. */
export function idPositions(schema: JsonSchema, at: string[] = []): string[][] {
  if (schema.format === "uuid" || at.at(-1) === "phoneNumber") return [at];
  return [
    ...(schema.anyOf ?? []).flatMap((option) => idPositions(option, at)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
      idPositions(property, [...at, key]),
    ),
  ];
}

/** The same value with something else at that position. */
export function replaceAt(value: unknown, at: string[], replacement: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return replacement;
  const known = (value ?? {}) as Record<string, unknown>;
  return { ...known, [key]: replaceAt(known[key], rest, replacement) };
}

/** The address with its parameters filled in; throws for one that is not given. */
export function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: nothing is known to put in for {${name}}`);
    return encodeURIComponent(value);
  });
}

/** Parameters that name no row of anybody's. */
export const NOT_IDS: Record<string, string> = {
  vendor: "twilio",
  name: "nothing",
  version: "1",
  externalId: "HC-nobody",
  key: "connecting",
  language: "es",
};

/** The door's address with ids of nothing. */
export function anywhere(door: Door): string {
  const names = Object.keys(door.spec.params?.shape ?? {});
  return fillPath(door.path, Object.fromEntries(names.map((name) => [name, NOT_IDS[name] ?? randomUUID()])));
}
