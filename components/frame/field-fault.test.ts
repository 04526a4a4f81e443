import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldFault } from "./field-fault";

function faultOf(schema: z.ZodType, value: unknown) {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue && fieldFault(issue);
}

describe("the sentence for a fault in a form", () => {
  it("says that an empty field is needed, and how long a short one must be", () => {
    expect(faultOf(z.string().min(1), "")).toEqual({ key: "required", values: {} });
    expect(faultOf(z.string().min(10), "short")).toEqual({ key: "too_short", values: { min: 10 } });
    expect(faultOf(z.string().max(3), "long")).toEqual({ key: "too_long", values: { max: 3 } });
    expect(faultOf(z.string(), undefined)).toEqual({ key: "required", values: {} });
  });

  it("takes the key a schema names", () => {
    expect(faultOf(z.string().regex(/^AC/, "account_sid"), "x")?.key).toBe("account_sid");
    expect(
      faultOf(
        z.string().refine(() => false, "unknown_time_zone"),
        "x",
      )?.key,
    ).toBe("unknown_time_zone");
  });

  it("never shows the library's own words", () => {
    expect(faultOf(z.email(), "x")?.key).toBe("email");
    expect(faultOf(z.enum(["a"]), "b")?.key).toBe("not_an_option");
    expect(faultOf(z.string().regex(/^a$/), "b")?.key).toBe("invalid");
  });
});
