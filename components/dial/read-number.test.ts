import * as library from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { type DialRules, formatTyped, formatWhole, readNumber } from "./read-number";

const SPAIN: DialRules = { country: "ES", allowed: ["ES", "PT"], ownNumbers: ["+34910000001"] };
const COLOMBIA: DialRules = { country: "CO", allowed: ["CO"], ownNumbers: [] };

describe("a number that is being typed", () => {
  it.each([
    ["612 345 678", SPAIN, "+34612345678", "ES"],
    ["+34 612 345 678", SPAIN, "+34612345678", "ES"],
    ["34612345678", SPAIN, "+34612345678", "ES"],
    ["0034612345678", SPAIN, "+34612345678", "ES"],
    ["+351 912 345 678", SPAIN, "+351912345678", "PT"],
    ["3001234567", COLOMBIA, "+573001234567", "CO"],
    ["573001234567", COLOMBIA, "+573001234567", "CO"],
  ])("%s may be called", (typed, rules, number, country) => {
    expect(readNumber(library, typed, rules)).toEqual({ number, country, fault: undefined });
  });

  it.each([
    ["6", "too_short"],
    ["612 34", "too_short"],
    ["+", "too_short"],
    ["612 345 678 90123", "too_long"],
    ["123456789", "not_in_plan"],
    ["Marta", "not_a_number"],
    ["612 345 678 ext. 3", "not_a_number"],
    ["+57 300 123 4567", "country_not_allowed"],
    ["+881 6 1234 5678", "country_not_allowed"],
    ["803 123 456", "premium_number"],
    ["901 123 456", "premium_number"],
    ["910 000 001", "own_number"],
  ])("%s may not: %s", (typed, fault) => {
    expect(readNumber(library, typed, SPAIN).fault).toBe(fault);
  });

  it("is not wrong before anything is typed", () => {
    expect(readNumber(library, " ", SPAIN)).toEqual({ number: undefined, country: "ES", fault: undefined });
  });

  it("names the country while the number is not whole yet", () => {
    expect(readNumber(library, "+351 91", SPAIN)).toMatchObject({ country: "PT", fault: "too_short" });
  });

  it("is grouped as it grows, the way its country writes it", () => {
    expect(formatTyped(library, "6123456", "ES")).toBe("612 34 56");
    expect(formatTyped(library, "+351912345", "ES")).toBe("+351 912 345");
    expect(formatWhole(library, "+34612345678", "ES")).toBe("612 34 56 78");
    expect(formatWhole(library, "+351912345678", "ES")).toBe("+351 912 345 678");
  });
});
