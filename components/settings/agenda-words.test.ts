import { describe, expect, it } from "vitest";
import { closureDays, currencySign, formatClosure, formatMinutes, formatPrice } from "./agenda-words";

const place = { locale: "es", timeZone: "Europe/Madrid" };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("a closure in words", () => {
  it.each([
    ["one day", "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z", "25 dic 2026"],
    ["several days", "2026-08-02T22:00:00Z", "2026-08-14T22:00:00Z", "3 ago 2026 – 14 ago 2026"],
    ["a day of 25 hours", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "25 oct 2026"],
    ["a morning", "2026-03-03T08:00:00Z", "2026-03-03T13:00:00Z", "3 mar 2026, 09:00 – 14:00"],
    [
      "from an afternoon to a morning",
      "2026-03-03T16:00:00Z",
      "2026-03-05T09:00:00Z",
      "3 mar 2026, 17:00 – 5 mar 2026, 10:00",
    ],
    [
      "an evening up to midnight",
      "2026-03-03T16:00:00Z",
      "2026-03-03T23:00:00Z",
      "3 mar 2026, 17:00 – 4 mar 2026, 00:00",
    ],
  ])("is short: %s", (_what, startsAt, endsAt, words) => {
    expect(plain(formatClosure({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, place))).toBe(
      words,
    );
  });

  it("takes whole days where it goes from midnight to midnight of the zone", () => {
    const christmas = {
      startsAt: new Date("2026-12-25T05:00:00Z"),
      endsAt: new Date("2026-12-26T05:00:00Z"),
    };
    expect(closureDays(christmas, "America/Bogota")).toEqual({
      first: "2026-12-25",
      last: "2026-12-25",
      whole: true,
    });
    expect(closureDays(christmas, "Europe/Madrid").whole).toBe(false);
  });
});

describe("prices and lengths", () => {
  it("are in the money of the country and the words of the reader", () => {
    expect(plain(formatPrice("60.50", "ES", "es"))).toBe("60,50 €");
    expect(plain(formatPrice("80000", "CO", "es"))).toBe("80.000 COP");
    expect(plain(formatPrice("25", "US", "en"))).toBe("$25");
    expect(currencySign("ES", "es")).toBe("€");
    expect(currencySign("MX", "en")).toBe("MX$");
  });

  it.each([
    [0, "0 min"],
    [45, "45 min"],
    [60, "1 h"],
    [90, "1 h 30 min"],
    [1440, "1 d"],
    [2880, "2 d"],
  ])("%i minutes are %s", (minutes, words) => {
    expect(plain(formatMinutes(minutes, "es"))).toBe(words);
  });
});
