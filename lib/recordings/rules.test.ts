import { describe, expect, it } from "vitest";
import { COUNTRIES } from "@/lib/vocabulary";
import { NOTICE_BY_COUNTRY, noticeFor } from "./rules";

describe("the notice before a recording", () => {
  it.each([
    ["ES", "ES", "inform"],
    ["GB", "ES", "inform"],
    ["ES", "GB", "inform"],
    ["ES", "MX", "consent"],
    ["ES", "US", "consent"],
    ["ES", "DE", "consent"],
    ["ES", null, "consent"],
    ["MX", "MX", "consent"],
    ["MX", "ES", "consent"],
    ["CO", "CO", "consent"],
    ["AR", null, "consent"],
    ["CL", "ES", "consent"],
    ["PE", "PE", "consent"],
    ["US", "US", "consent"],
  ] as const)("of a business in %s that speaks with somebody of %s is: %s", (business, person, notice) => {
    expect(noticeFor("by_country", business, person)).toBe(notice);
  });

  it("is the one the business has decided on, whatever the country", () => {
    for (const country of COUNTRIES) {
      expect(noticeFor("inform", country, "US")).toBe("inform");
      expect(noticeFor("consent", country, "ES")).toBe("consent");
      expect(noticeFor("none", country, country)).toBeNull();
    }
  });

  it("is never milder with somebody of another country than with somebody of one's own", () => {
    for (const business of COUNTRIES)
      for (const person of [...COUNTRIES, "FR", null])
        if (NOTICE_BY_COUNTRY[business] === "consent")
          expect(noticeFor("by_country", business, person)).toBe("consent");
  });
});
