import { describe, expect, it } from "vitest";
import type { ApiOperation } from "@/lib/http/schema";
import { curlOf, exampleOf, isForPrograms } from "./example-of";

const operation = (given: Partial<ApiOperation>): ApiOperation => ({
  operationId: "x",
  summary: "x",
  tags: ["x"],
  security: [{ session: ["operator"] }, { apiKey: ["calls:write"] }],
  responses: {},
  ...given,
});
const server = { servers: [{ url: "https://centralita.example" }] };

describe("an example", () => {
  it("is the schema's own where it has one, and something it allows otherwise", () => {
    expect(
      exampleOf({
        type: "object",
        properties: {
          to: { type: "string", examples: ["+573001234567"] },
          status: { enum: ["busy", "failed"] },
          at: { type: "string", format: "date-time" },
          ids: { type: "array", items: { type: "string", format: "uuid" } },
          agent: { anyOf: [{ type: "object", properties: { name: { type: "string" } } }, { type: "null" }] },
          limit: { type: "integer", minimum: 1, default: 50 },
          cost: { type: ["number", "null"] },
          metadata: { type: "object" },
        },
      }),
    ).toEqual({
      to: "+573001234567",
      status: "busy",
      at: "2026-11-20T09:30:00.000Z",
      ids: ["0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11"],
      agent: { name: "…" },
      limit: 50,
      cost: 1,
      metadata: {},
    });
  });
});

describe("a request in a terminal", () => {
  it("has placeholders for the key and the ids, and only the parameters that are needed", () => {
    const parameters = [
      { name: "callId", in: "path" as const, required: true, schema: {} },
      { name: "country", in: "query" as const, required: true, schema: { examples: ["ES"] } },
      { name: "limit", in: "query" as const, required: false, schema: {} },
    ];
    expect(curlOf(server, "get", "/api/calls/{callId}/turns", operation({ parameters }))).toBe(
      'curl "https://centralita.example/api/calls/CALL_ID/turns?country=ES" \\\n' +
        '  -H "Authorization: Bearer $CENTRALITA_KEY"',
    );
  });

  it("carries the shortest body that is taken, safe between single quotes", () => {
    const schema = {
      type: "object",
      required: ["name"],
      properties: { name: { examples: ["L'Oréal"] }, notes: { type: "string" } },
    };
    const requestBody = { required: true as const, content: { "application/json": { schema } } };
    expect(curlOf(server, "post", "/api/agents", operation({ requestBody }))).toContain(
      String.raw`-d '{"name":"L'\''Oréal"}'`,
    );
  });

  it("is offered where a key or nobody at all is let in, not where only a person or a vendor is", () => {
    expect(isForPrograms(operation({}))).toBe(true);
    expect(isForPrograms(operation({ security: [] }))).toBe(true);
    expect(isForPrograms(operation({ security: [{ session: ["admin"] }] }))).toBe(false);
    expect(isForPrograms(operation({ security: [{ twilioSignature: [] }] }))).toBe(false);
  });
});
