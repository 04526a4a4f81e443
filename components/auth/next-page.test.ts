import { describe, expect, it } from "vitest";
import { nextPage } from "./next-page";

describe("the page after signing in", () => {
  it("is the one that was asked for, with its query", () => {
    expect(nextPage("/calls?status=failed")).toBe("/calls?status=failed");
  });

  it.each([
    undefined,
    null,
    "",
    "https://elsewhere.test",
    "//elsewhere.test",
    "/\\elsewhere.test",
    "/\t/elsewhere.test",
    "javascript:alert(1)",
  ])("is the start page instead of %j", (wanted) => {
    expect(nextPage(wanted)).toBe("/");
  });
});
