import { describe, expect, it } from "vitest";
import type { ApiDocument, ApiOperation } from "@/lib/http/schema";
import { groupsOf, matching } from "./operation-list";

const operation = (tag: string, summary: string, scope: string): ApiOperation => ({
  operationId: summary.replaceAll(" ", ""),
  summary,
  tags: [tag],
  security: [{ apiKey: [scope] }],
  responses: {},
});

const document: ApiDocument = {
  openapi: "3.1.0",
  info: { title: "x", version: "1", description: "" },
  servers: [],
  tags: [
    { name: "Calls", description: "" },
    { name: "Called by Twilio", description: "" },
  ],
  paths: {
    "/webhooks/voice": { post: operation("Called by Twilio", "A question", "") },
    "/api/calls": {
      post: operation("Calls", "Call somebody", "calls:write"),
      get: operation("Calls", "List them", "calls:read"),
    },
    "/api/calls/live": { get: operation("Calls", "Those going on", "calls:read") },
  },
  components: { schemas: {}, responses: {}, securitySchemes: {} },
};

const namesOf = (groups: ReturnType<typeof groupsOf>) =>
  groups.map(({ name, operations }) => [name, operations.map(({ method, path }) => `${method} ${path}`)]);

describe("the operations of the document", () => {
  it("stand in its groups, by address and then by method", () => {
    expect(namesOf(groupsOf(document))).toEqual([
      ["Calls", ["get /api/calls", "post /api/calls", "get /api/calls/live"]],
      ["Called by Twilio", ["post /webhooks/voice"]],
    ]);
    expect(groupsOf(document)[1]?.id).toBe("called-by-twilio");
  });

  it("are found by any words of theirs, in any case, all of which must fit", () => {
    const found = (typed: string) => namesOf(matching(groupsOf(document), typed));
    expect(found("  ")).toHaveLength(2);
    expect(found("POST calls")).toEqual([["Calls", ["post /api/calls"]]]);
    expect(found("calls:write")).toEqual([["Calls", ["post /api/calls"]]]);
    expect(found("twilio")).toEqual([["Called by Twilio", ["post /webhooks/voice"]]]);
    expect(found("somebody live")).toEqual([]);
  });
});
