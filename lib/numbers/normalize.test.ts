import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";
import { parsePhoneNumber } from "./normalize";

describe("a telephone number as it is typed", () => {
  it.each<[string, Country, string]>([
    ["3001234567", "CO", "+573001234567"],
    ["573001234567", "CO", "+573001234567"],
    ["+57 300 123 4567", "CO", "+573001234567"],
    ["600 11 12 22", "ES", "+34600111222"],
    ["0034 600111222", "ES", "+34600111222"],
    ["(55) 5123-4567", "MX", "+525551234567"],
    ["011 15 2345-6789", "AR", "+5491123456789"],
    ["+44 20 7946 0958", "ES", "+442079460958"],
  ])("%s in %s is %s", (typed, country, expected) => {
    expect(parsePhoneNumber(typed, country, "to").number).toBe(expected);
  });

  it.each<[string, Country]>([
    ["", "ES"],
    ["112", "ES"],
    ["60011122", "ES"],
    ["llame al 600111222", "ES"],
    ["573001234567", "ES"],
    ["++34600111222", "ES"],
    ["anonymous", "MX"],
  ])("%s in %s is none, and the field is named", (typed, country) => {
    expect(() => parsePhoneNumber(typed, country, "to")).toThrow(AppError);
  });
});
