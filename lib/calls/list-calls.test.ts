import { describe, expect, it } from "vitest";
import { toQuery } from "./list-calls";

const MADRID = { timeZone: "Europe/Madrid", country: "ES" } as const;
const BOGOTA = { timeZone: "America/Bogota", country: "CO" } as const;

describe("a day of the business", () => {
  it.each([
    ["a winter day in Madrid", MADRID, "2026-01-15", "2026-01-14T23:00:00Z", "2026-01-15T23:00:00Z"],
    ["a summer day in Madrid", MADRID, "2026-07-15", "2026-07-14T22:00:00Z", "2026-07-15T22:00:00Z"],
    ["the day of 23 hours in Madrid", MADRID, "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["the day of 25 hours in Madrid", MADRID, "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
    ["any day in Bogotá", BOGOTA, "2026-03-29", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z"],
    [
      "the last day of a year in Bogotá",
      BOGOTA,
      "2026-12-31",
      "2026-12-31T05:00:00Z",
      "2027-01-01T05:00:00Z",
    ],
  ])("%s begins and ends by the clock on its wall", (_what, tenant, day, from, before) => {
    const query = toQuery({ from: day, to: day }, tenant);
    expect(query.startedFrom).toEqual(new Date(from));
    expect(query.startedBefore).toEqual(new Date(before));
  });

  it("that is not named limits nothing", () => {
    expect(toQuery({}, MADRID)).toMatchObject({ startedFrom: undefined, startedBefore: undefined });
  });
});

describe("what is typed into the search", () => {
  const prefixes = (q: string, tenant: typeof MADRID | typeof BOGOTA) =>
    toQuery({ q }, tenant).numberPrefixes;

  it("is a number as it is dialled at home", () => {
    expect(prefixes("612 34 56 78", MADRID)).toContain("+34612345678");
    expect(prefixes("612", MADRID)).toContain("+34612");
    expect(prefixes("(601) 000-0001", BOGOTA)).toContain("+576010000001");
  });

  it("is a number with its country, with or without the plus", () => {
    expect(prefixes("+34 612", BOGOTA)).toEqual(["+34612"]);
    expect(prefixes("34612345678", MADRID)).toContain("+34612345678");
  });

  it.each(["cita", "12", "cita 612345678", "+", "6123456789012345", "612x"])("%s is words only", (q) => {
    expect(prefixes(q, MADRID)).toBeUndefined();
    expect(toQuery({ q }, MADRID).words).toBe(q);
  });

  it("that is empty searches for nothing", () => {
    expect(toQuery({ q: "" }, MADRID)).toMatchObject({ words: undefined, numberPrefixes: undefined });
  });
});
