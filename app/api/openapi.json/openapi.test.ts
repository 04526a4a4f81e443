import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { describeApi } from "@/lib/http/openapi";
import type { ApiOperation, JsonSchema } from "@/lib/http/schema";
import { ROUTES } from "./routes";

const document = describeApi(ROUTES, "https://centralita.example");

interface Described {
  name: string;
  path: string;
  method: string;
  operation: ApiOperation;
}

const OPERATIONS: Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method} ${path}`,
    path,
    method,
    operation,
  })),
);

/** Our own reading of OpenAPI 3.1.1 §4.8: the fixed fields of each object that is used here, and no others. */
const SHAPE = {
  $defs: {
    schemaObject: { type: ["object", "boolean"] },
    content: {
      type: "object",
      propertyNames: { pattern: "^[a-z]+/[a-z0-9.+*-]+$" },
      minProperties: 1,
      additionalProperties: {
        type: "object",
        properties: { schema: { $ref: "#/$defs/schemaObject" }, example: true },
        additionalProperties: false,
      },
    },
    response: {
      oneOf: [
        {
          type: "object",
          properties: { description: { type: "string", minLength: 1 }, content: { $ref: "#/$defs/content" } },
          required: ["description"],
          additionalProperties: false,
        },
        {
          type: "object",
          properties: { $ref: { type: "string", pattern: "^#/components/responses/" } },
          required: ["$ref"],
          additionalProperties: false,
        },
      ],
    },
    parameter: {
      type: "object",
      properties: {
        name: { type: "string", minLength: 1 },
        in: { enum: ["path", "query", "header"] },
        required: { type: "boolean" },
        schema: { $ref: "#/$defs/schemaObject" },
        description: { type: "string" },
      },
      required: ["name", "in", "schema"],
      // OpenAPI 3.1 §4.8.12: what stands in the path has to be given.
      anyOf: [
        { properties: { in: { enum: ["query", "header"] } } },
        { properties: { required: { const: true } }, required: ["required"] },
      ],
      additionalProperties: false,
    },
    operation: {
      type: "object",
      properties: {
        operationId: { type: "string", pattern: "^[a-z][A-Za-z0-9]+$" },
        summary: { type: "string", minLength: 1 },
        description: { type: "string", minLength: 1 },
        tags: { type: "array", items: { type: "string" }, minItems: 1 },
        security: {
          type: "array",
          items: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
        },
        parameters: { type: "array", items: { $ref: "#/$defs/parameter" } },
        requestBody: {
          type: "object",
          properties: { required: { const: true }, content: { $ref: "#/$defs/content" } },
          required: ["content"],
          additionalProperties: false,
        },
        responses: {
          type: "object",
          propertyNames: { pattern: "^[1-5][0-9]{2}$" },
          minProperties: 1,
          additionalProperties: { $ref: "#/$defs/response" },
        },
      },
      required: ["operationId", "summary", "tags", "responses"],
      additionalProperties: false,
    },
  },
  type: "object",
  properties: {
    openapi: { const: "3.1.0" },
    info: {
      type: "object",
      properties: {
        title: { type: "string", minLength: 1 },
        version: { type: "string", minLength: 1 },
        description: { type: "string" },
      },
      required: ["title", "version"],
      additionalProperties: false,
    },
    servers: {
      type: "array",
      items: { type: "object", required: ["url"], properties: { url: { type: "string" } } },
    },
    tags: {
      type: "array",
      items: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    },
    paths: {
      type: "object",
      propertyNames: { pattern: "^/" },
      additionalProperties: {
        type: "object",
        propertyNames: { enum: ["get", "put", "post", "delete", "patch"] },
        additionalProperties: { $ref: "#/$defs/operation" },
      },
    },
    components: {
      type: "object",
      properties: {
        schemas: { type: "object", additionalProperties: { $ref: "#/$defs/schemaObject" } },
        responses: { type: "object", additionalProperties: { $ref: "#/$defs/response" } },
        securitySchemes: {
          type: "object",
          additionalProperties: {
            oneOf: [
              {
                properties: { type: { const: "apiKey" }, in: { enum: ["cookie", "header"] } },
                required: ["type", "in", "name"],
              },
              { properties: { type: { const: "http" } }, required: ["type", "scheme"] },
            ],
          },
        },
      },
      additionalProperties: false,
    },
  },
  required: ["openapi", "info", "paths", "components"],
  additionalProperties: false,
};

/** Every schema of the document, with where it stands. */
function schemas(): [string, JsonSchema][] {
  const ofContent = (where: string, content: ApiOperation["responses"][string]["content"] = {}) =>
    Object.entries(content).map(([type, { schema }]): [string, JsonSchema] => [`${where} ${type}`, schema]);
  return [
    ...Object.entries(document.components.schemas),
    ...Object.entries(document.components.responses).flatMap(([name, { content }]) =>
      ofContent(name, content),
    ),
    ...OPERATIONS.flatMap(({ name, operation }) => [
      ...(operation.parameters ?? []).map(({ name: field, schema }): [string, JsonSchema] => [
        `${name} ${field}`,
        schema,
      ]),
      ...ofContent(`${name} body`, operation.requestBody?.content),
      ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
        ofContent(`${name} ${status}`, content),
      ),
    ]),
  ];
}

function compiler(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: "https://centralita.example/openapi.json", components: document.components });
  return ajv;
}

/** References of the document as references to it from outside. */
const absolute = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value).replaceAll('"#/components', '"https://centralita.example/openapi.json#/components'),
  ) as object;

describe("the document of the API", () => {
  it("has the objects and fields of OpenAPI 3.1, and no others", () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(SHAPE);
    validate(JSON.parse(JSON.stringify(document)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("holds only schemas that JSON Schema 2020-12 understands and whose references lead somewhere", () => {
    const ajv = compiler();
    for (const [where, schema] of schemas()) {
      expect(ajv.validateSchema(absolute(schema)), `${where}: ${ajv.errorsText()}`).toBe(true);
      expect(() => ajv.compile(absolute(schema)), where).not.toThrow();
    }
  });

  it("names every operation once, in a group that is described", () => {
    const ids = OPERATIONS.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = document.tags.map(({ name }) => name);
    for (const { name, operation } of OPERATIONS) expect(groups, name).toContain(operation.tags[0]);
    expect(new Set(OPERATIONS.map(({ operation }) => operation.tags[0]))).toEqual(new Set(groups));
  });

  it("has exactly the methods of the table of routes", () => {
    const declared = Object.entries(ROUTES).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(method))
        .map((method) => `${method.toLowerCase()} ${path}`),
    );
    expect(OPERATIONS.map(({ name }) => name).sort()).toEqual(declared.sort());
  });

  it.each(OPERATIONS)(
    "$name names the parameters of its path and schemes that exist",
    ({ path, operation }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = (operation.parameters ?? [])
        .filter((one) => one.in === "path")
        .map((one) => one.name);
      expect(described).toEqual(named);
      for (const scheme of operation.security.flatMap((one) => Object.keys(one))) {
        expect(document.components.securitySchemes).toHaveProperty(scheme);
      }
      for (const { $ref } of Object.values(operation.responses)) {
        if ($ref) expect(document.components.responses).toHaveProperty($ref.split("/").at(-1) ?? "");
      }
    },
  );

  it("gives examples that its own schemas accept", () => {
    const ajv = compiler();
    let examples = 0;
    const check = (where: string, schema: JsonSchema) => {
      for (const example of schema.examples ?? []) {
        examples += 1;
        expect(
          ajv.validate(absolute({ ...schema, examples: [] }), example),
          `${where}: ${ajv.errorsText()}`,
        ).toBe(true);
      }
      for (const [name, property] of Object.entries(schema.properties ?? {}))
        check(`${where}.${name}`, property);
    };
    for (const [where, schema] of schemas()) check(where, schema);
    expect(examples).toBeGreaterThan(5);
  });
});

const find = (method: string, path: string) => {
  const operation = document.paths[path]?.[method];
  if (!operation) throw new Error(`${method} ${path} is not described`);
  return operation;
};
const answer = (operation: ApiOperation, status = "200") => operation.responses[status]?.content;
const dataOf = (operation: ApiOperation, status = "200") =>
  answer(operation, status)?.["application/json"]?.schema.properties ?? {};

describe("what the document says of a door", () => {
  it("names the role of a person and the scope of a key, and no key where none is taken", () => {
    expect(find("get", "/api/calls").security).toEqual([{ session: ["viewer"] }, { apiKey: ["calls:read"] }]);
    expect(find("get", "/api/keys").security).toEqual([{ session: ["admin"] }]);
    expect(find("get", "/healthz").security).toEqual([]);
    expect(find("post", "/webhooks/voice").security).toEqual([{ twilioSignature: [] }]);
    expect(find("post", "/api/webhooks/elevenlabs").security).toEqual([{ elevenLabsSignature: [] }]);
  });

  it("tells pages, new things, files and what stands beside the data from plain answers", () => {
    expect(Object.keys(dataOf(find("get", "/api/calls")))).toEqual([
      "success",
      "data",
      "count",
      "nextCursor",
    ]);
    expect(Object.keys(dataOf(find("get", "/api/tenant")))).toEqual(["success", "data"]);
    expect(Object.keys(dataOf(find("post", "/api/keys"), "201"))).toEqual(["success", "data"]);
    expect(Object.keys(dataOf(find("get", "/api/elevenlabs/calls")))).toEqual(
      expect.arrayContaining(["data", "total", "page", "limit", "pages"]),
    );
    expect(dataOf(find("post", "/api/elevenlabs/call"))).toHaveProperty("message");
    expect(answer(find("get", "/api/calls/export"))).toEqual({ "text/csv": { schema: { type: "string" } } });
    expect(dataOf(find("delete", "/api/keys/{keyId}"))["data"]).toEqual({ type: "null" });
  });

  it("writes dates as text, and puts the older systems' addresses in a group of their own", () => {
    const call = dataOf(find("get", "/api/calls/{callId}"))["data"];
    expect(call?.properties?.["startedAt"]).toMatchObject({ type: "string", format: "date-time" });
    for (const path of ["/phone-assignment/inbound-agents", "/api/elevenlabs/stats"]) {
      expect(find("get", path).tags).toEqual(["Documented addresses"]);
    }
    expect(find("post", "/api/elevenlabs/post-call").tags).not.toEqual(["Documented addresses"]);
  });
});
