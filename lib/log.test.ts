import { describe, expect, it } from "vitest";
import { describeError } from "./log";

describe("an error in the log", () => {
  it("is its name, message, stack, code and cause, and nothing else it carries", () => {
    const cause = Object.assign(new Error("inner"), { code: "ECONNRESET" });
    const error = Object.assign(new TypeError("outer", { cause }), {
      config: { auth: "Basic c2VjcmV0" },
      request: { body: "secret" },
      code: 20_003,
    });
    const described = describeError(error);
    expect(Object.keys(described).sort()).toEqual(["cause", "code", "message", "name", "stack"]);
    expect(described).toMatchObject({ name: "TypeError", message: "outer", code: 20_003 });
    expect(described["cause"]).toMatchObject({ message: "inner", code: "ECONNRESET" });
    expect(JSON.stringify(described)).not.toMatch(/secret|c2VjcmV0/);
  });

  it("that is no error at all is told as it is", () => {
    expect(describeError("boom")).toEqual({ message: "boom" });
    expect(describeError(undefined)).toEqual({ message: "undefined" });
  });
});
