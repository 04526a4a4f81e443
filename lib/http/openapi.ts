import { z } from "zod";
import { ERROR_STATUSES } from "./answers";
import { groupOf, GROUPS } from "./openapi-groups";
import type { RouteHandler, RouteSpec } from "./route";
import {
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type ApiResponse,
  failureEnvelope,
  type JsonSchema,
} from "./schema";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Routes = Record<string, Partial<Record<(typeof METHODS)[number], RouteHandler>>>;

/** What the routes say of themselves, as OpenAPI 3.1; `publicUrl` is where they are reached. */
export function describeApi(routes: Routes, publicUrl: string): ApiDocument {
  const paths: ApiDocument["paths"] = {};
  for (const [path, methods] of Object.entries(routes)) {
    // A route file exports settings of Next beside its methods.
    for (const method of METHODS) {
      const handler = methods[method];
      if (handler) (paths[path] ??= {})[method.toLowerCase()] = describeOperation(method, path, handler.spec);
    }
  }
  const used = new Set(Object.keys(paths).map((path) => groupOf(path).name));
  return {
    openapi: "3.1.0",
    info: {
      title: "Centralita",
      version: "1",
      description:
        "Successes are `{ success: true, data }`, lists with `count` and, where there are more, `nextCursor`; refusals are " +
        "`{ success: false, error: { code, message, fields? } }`. Programs enter with `Authorization: Bearer <API key>`.",
    },
    servers: [{ url: publicUrl }],
    tags: GROUPS.filter(({ name }) => used.has(name)).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: { Failure: toJsonSchema(failureEnvelope, "output") },
      responses,
      securitySchemes: securitySchemes(publicUrl),
    },
  };
}

function describeOperation(method: string, path: string, spec: RouteSpec): ApiOperation {
  const parameters = [
    ...pathParametersOf(path, spec.params),
    ...parametersOf("query", spec.query),
    ...(spec.idempotent ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: operationIdOf(method, path),
    summary: spec.summary,
    ...(spec.role === "public" ? {} : { description: whoMay(spec) }),
    tags: [groupOf(path).name],
    security: securityOf(path, spec),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBodyOf(spec),
    responses: vendorAnswers(path) ?? { [spec.status ?? 200]: answerOf(spec), ...refusalsOf(method, spec) },
  };
}

function requestBodyOf({ body, upload }: RouteSpec): Pick<ApiOperation, "requestBody"> {
  if (upload)
    return { requestBody: { required: true, content: { [upload]: { schema: { type: "string" } } } } };
  if (!body) return {};
  const schema = toJsonSchema(body, "input");
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
}

/** `GET /api/calls/{callId}/hang-up` is `getCallsCallIdHangUp`. */
function operationIdOf(method: string, path: string): string {
  const words = path.replace(/^\/api\//, "/").match(/[A-Za-z0-9]+/g) ?? [];
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function whoMay({ role, apiScope }: RouteSpec): string {
  const person = `Needs the role \`${role}\``;
  return apiScope
    ? `${person}, or an API key with \`${apiScope}\`.`
    : `${person}. API keys are not taken here.`;
}

function securityOf(path: string, { role, apiScope }: RouteSpec): Record<string, string[]>[] {
  if (role !== "public") return [{ session: [role] }, ...(apiScope ? [{ apiKey: [apiScope] }] : [])];
  const { securityScheme } = groupOf(path);
  return securityScheme ? [{ [securityScheme]: [] }] : [];
}

/** Of vendors' doors the schema may be missing: what stands in the address is a parameter all the same. */
function pathParametersOf(path: string, schema: z.ZodObject | undefined): ApiParameter[] {
  const known = parametersOf("path", schema);
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const parameter = known.find((candidate) => candidate.name === name);
    return parameter ?? { name, in: "path", required: true, schema: { type: "string" } };
  });
}

const IDEMPOTENCY_KEY: ApiParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 200 },
  description: "The same key is the same call, however often it is sent.",
};

function parametersOf(place: "path" | "query", schema: z.ZodObject | undefined): ApiParameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, "input");
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function answerOf({ output, paged, beside, file }: RouteSpec): ApiResponse {
  if (file) return { description: "The file.", content: { [file]: { schema: { type: "string" } } } };
  const data = output ? toJsonSchema(output, "output") : { type: "null" };
  const more: JsonSchema = beside ? toJsonSchema(beside, "output") : {};
  const isList = data.type === "array";
  const properties: Record<string, JsonSchema> = {
    success: { const: true },
    data,
    ...(isList && !beside ? { count: { type: "integer", description: "How many are in this answer." } } : {}),
    ...(paged
      ? { nextCursor: { type: ["string", "null"], description: "Give it as `cursor` to get what follows." } }
      : {}),
    ...more.properties,
  };
  const schema: JsonSchema = { type: "object", properties, required: Object.keys(properties) };
  return { description: "Done.", content: { "application/json": { schema } } };
}

/** Vendors are answered in their own words, and told nothing about why they are not believed. */
function vendorAnswers(path: string): Record<string, ApiResponse> | undefined {
  const { securityScheme } = groupOf(path);
  if (!securityScheme) return undefined;
  const type = securityScheme === "twilioSignature" ? "text/xml" : "application/json";
  return {
    "200": { description: "Done.", content: { [type]: { schema: {} } } },
    "401": { description: "The signature or the key is missing or wrong." },
  };
}

/** A schema as its JSON: what is asked for (`input`) or what is answered (`output`). */
function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      // Dates travel as text; JSON Schema has no type of their own for them.
      if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: "string", format: "date-time" });
      // Answers may gain fields: a reader that closes them would break on the next one.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // What the format or the type says already.
      if (jsonSchema.format) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return made as JsonSchema;
}

const REFUSALS = {
  Unreadable: [400, "invalid", "The body is not JSON in UTF-8."],
  Unauthenticated: [
    ERROR_STATUSES.unauthenticated,
    "unauthenticated",
    "Nobody is signed in, or the key opens nothing.",
  ],
  Forbidden: [ERROR_STATUSES.forbidden, "forbidden", "The role or the key's scope does not allow it."],
  NotFound: [ERROR_STATUSES.not_found, "not_found", "It does not exist, or is somebody else's."],
  Conflict: [ERROR_STATUSES.conflict, "conflict", "It cannot be done as things stand; the message says why."],
  TooLarge: [413, "invalid", "The body is larger than 256 KiB, or a file larger than 64 MiB."],
  WrongType: [415, "invalid", "The body is not `application/json`."],
  Invalid: [ERROR_STATUSES.invalid, "invalid", "A field is wrong; `fields` says which and why."],
  LimitReached: [
    ERROR_STATUSES.limit_reached,
    "limit_reached",
    "Too often, or beyond a limit of the business.",
  ],
  Internal: [500, "internal", "Our own failure."],
  ProviderFailed: [
    ERROR_STATUSES.provider_failed,
    "provider_failed",
    "A vendor refused; the message quotes it.",
  ],
} as const satisfies Record<string, readonly [number, string, string]>;
type Refusal = keyof typeof REFUSALS;

const responses: Record<string, ApiResponse> = Object.fromEntries(
  Object.entries(REFUSALS).map(([name, [, code, description]]): [string, ApiResponse] => {
    const schema = { $ref: "#/components/schemas/Failure" };
    const example = { success: false, error: { code, message: description } };
    return [name, { description, content: { "application/json": { schema, example } } }];
  }),
);

function refusalsOf(method: string, spec: RouteSpec): Record<string, ApiResponse> {
  const isMember = spec.role !== "public";
  const changes = method !== "GET";
  const possible: [Refusal, boolean][] = [
    ["Unreadable", spec.body !== undefined],
    ["Unauthenticated", isMember],
    ["Forbidden", isMember],
    ["NotFound", spec.params !== undefined],
    ["Conflict", changes && isMember],
    ["TooLarge", spec.body !== undefined || spec.upload !== undefined],
    ["WrongType", spec.body !== undefined],
    ["Invalid", spec.body !== undefined || spec.query !== undefined],
    ["LimitReached", spec.apiScope !== undefined || (changes && spec.body !== undefined)],
    ["Internal", true],
    ["ProviderFailed", changes && isMember],
  ];
  return Object.fromEntries(
    possible.flatMap(([name, isPossible]): [string, ApiResponse][] =>
      isPossible ? [[String(REFUSALS[name][0]), { $ref: `#/components/responses/${name}` }]] : [],
    ),
  );
}

function securitySchemes(publicUrl: string): ApiDocument["components"]["securitySchemes"] {
  const prefix = publicUrl.startsWith("https://") ? "__Secure-" : "";
  const header = (name: string, description: string) => ({ type: "apiKey", in: "header", name, description });
  return {
    session: {
      type: "apiKey",
      in: "cookie",
      name: `${prefix}next-auth.session-token`,
      description: "The cookie of a signed-in person; the list names the role that is needed.",
    },
    apiKey: {
      type: "http",
      scheme: "bearer",
      description: "A key of the business; the list names the scope that is needed.",
    },
    twilioSignature: header("X-Twilio-Signature", "Twilio's signature over address and form."),
    elevenLabsSignature: header("ElevenLabs-Signature", "HMAC of the body with the webhook's secret."),
    callbackKey: header("X-Centralita-Key", "The callback key of the business."),
  };
}
