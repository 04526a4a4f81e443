import { describe, expect, it } from "vitest";
import { rowsOf, typeOf } from "./schema-rows";

describe("the fields of a schema", () => {
  it("are lines with where they stand, nested ones after what they are in", () => {
    const rows = rowsOf({
      type: "object",
      required: ["data"],
      properties: {
        data: {
          type: "array",
          items: {
            type: "object",
            required: ["id"],
            properties: {
              id: { type: "string", format: "uuid" },
              agent: {
                anyOf: [{ type: "object", properties: { name: { type: "string" } } }, { type: "null" }],
              },
            },
          },
        },
        nextCursor: { type: ["string", "null"] },
      },
    });
    expect(rows.map(({ path, type, isRequired }) => [path, type, isRequired])).toEqual([
      ["data", "array of object", true],
      ["data[].id", "uuid", true],
      ["data[].agent", "object or null", false],
      ["data[].agent.name", "string", false],
      ["nextCursor", "string or null", false],
    ]);
  });

  it("say their options, limits and what they are when left out", () => {
    const [status, limit, name] = rowsOf({
      properties: {
        status: { anyOf: [{ type: "string", enum: ["busy", "failed"] }, { type: "null" }] },
        limit: { type: "integer", minimum: 1, maximum: 100, default: 50 },
        name: { type: "string", minLength: 1, maxLength: 80 },
      },
    });
    expect(status?.facts).toEqual([{ key: "options", value: "busy, failed" }]);
    expect(limit?.facts).toEqual([
      { key: "minimum", value: "1" },
      { key: "maximum", value: "100" },
      { key: "default", value: "50" },
    ]);
    expect(name?.facts).toEqual([{ key: "maxLength", value: "80" }]);
  });

  it("may be none, or without end", () => {
    expect(rowsOf({ type: "null" })).toMatchObject([{ path: "", type: "null" }]);
    expect(typeOf({})).toBe("anything");
    const deep = { type: "object", properties: {} as Record<string, object> };
    deep.properties["again"] = deep;
    expect(rowsOf(deep).length).toBeLessThan(20);
  });
});
