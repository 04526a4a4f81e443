import { describe, expect, it } from "vitest";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import type { Country } from "@/lib/vocabulary";
import { dayStartOf, refuseNumber, refuseUse } from "./dial-guard";

const spain = { country: "ES" as Country, allowedCountries: null };

describe("the toll-fraud guard", () => {
  it.each<[string, string, string[] | null, string | undefined]>([
    ["a Spanish mobile", "+34600111222", null, undefined],
    ["a Spanish landline", "+34910000001", null, undefined],
    ["a Spanish premium number", "+34803111222", null, "premium_number"],
    ["a Colombian mobile from Spain", "+573001234567", null, "country_not_allowed"],
    ["a Colombian mobile once Colombia is allowed", "+573001234567", ["ES", "CO"], undefined],
    ["Jamaica, which dials like the United States", "+18765550123", ["US"], "country_not_allowed"],
    ["a satellite telephone", "+881612345678", ["ES", "US"], "country_not_allowed"],
    ["the own country once it is taken off the list", "+34600111222", ["CO"], "country_not_allowed"],
  ])("%s", (_what, number, allowedCountries, expected) => {
    const phone = parsePhoneNumber(number, "ES", "to");
    expect(refuseNumber(phone, { ...spain, allowedCountries })).toBe(expected);
  });

  const quiet = { lastMinute: 0, spentUsd: 0, unpricedSeconds: 0, open: 0, isCallingNumber: false };
  const limits = { callsPerMinute: 3, dailySpendCapUsd: "5" };
  it.each<[string, Partial<typeof quiet>, string | undefined]>([
    ["nothing yet today", {}, undefined],
    ["a person whose telephone rings already", { isCallingNumber: true }, "already_calling"],
    ["as many calls in a minute as are allowed", { lastMinute: 3 }, "calls_per_minute"],
    ["money spent up to the cap", { spentUsd: 4.9 }, "daily_spend_cap"],
    ["calls whose price is not known yet", { unpricedSeconds: 1900 }, "daily_spend_cap"],
    ["calls that are still going on", { open: 11 }, "daily_spend_cap"],
  ])("weighs %s", (_what, use, expected) => {
    expect(refuseUse({ ...quiet, ...use }, limits)).toBe(expected);
  });

  it("with a cap of nothing lets nothing through", () => {
    expect(refuseUse(quiet, { callsPerMinute: 10, dailySpendCapUsd: "0" })).toBe("daily_spend_cap");
  });

  it("counts the day where the business is", () => {
    const now = new Date("2026-11-20T03:00:00Z");
    expect(dayStartOf({ timeZone: "America/Bogota" }, now).toISOString()).toBe("2026-11-19T05:00:00.000Z");
    expect(dayStartOf({ timeZone: "Europe/Madrid" }, now).toISOString()).toBe("2026-11-19T23:00:00.000Z");
  });
});
