import { tz } from "@date-fns/tz";
import { startOfDay } from "date-fns";
import type { PhoneNumber } from "libphonenumber-js/max";
import type { OutboundUse } from "@/db/queries/outbound-calls";
import type { Tenant } from "@/db/schema/tenants";

/** Kinds of numbers that earn money for whoever owns them: what toll fraud calls. */
const PAID_BY_CALLER = new Set(["PREMIUM_RATE", "SHARED_COST", "PERSONAL_NUMBER", "PAGER", "UAN"]);

/** Dear enough to err on the safe side, until the vendors have told what a call cost. */
const ESTIMATE_USD_PER_MINUTE = 0.15;
const EXPECTED_MINUTES = 3;

/** Why this number may not be called, as a key of `errors.fields`; undefined when it may. */
export function refuseNumber(
  phone: Pick<PhoneNumber, "country" | "getType">,
  tenant: Pick<Tenant, "country" | "allowedCountries">,
): "premium_number" | "country_not_allowed" | undefined {
  if (PAID_BY_CALLER.has(phone.getType() ?? "")) return "premium_number";
  const allowed = tenant.allowedCountries ?? [tenant.country];
  // Satellite and international networks belong to no country.
  return phone.country && allowed.includes(phone.country) ? undefined : "country_not_allowed";
}

/** What is spent today or bound to be, in US dollars. */
export function committedUsd(use: OutboundUse): number {
  return (
    use.spentUsd +
    (use.unpricedSeconds / 60) * ESTIMATE_USD_PER_MINUTE +
    use.open * EXPECTED_MINUTES * ESTIMATE_USD_PER_MINUTE
  );
}

/** Why no call may be placed now, as a key of `errors.conflicts`; undefined when one may. */
export function refuseUse(
  use: OutboundUse,
  tenant: Pick<Tenant, "callsPerMinute" | "dailySpendCapUsd">,
): "already_calling" | "calls_per_minute" | "daily_spend_cap" | undefined {
  if (use.isCallingNumber) return "already_calling";
  if (use.lastMinute >= tenant.callsPerMinute) return "calls_per_minute";
  const withThis = committedUsd(use) + EXPECTED_MINUTES * ESTIMATE_USD_PER_MINUTE;
  return withThis > Number(tenant.dailySpendCapUsd) ? "daily_spend_cap" : undefined;
}

/** Midnight where the business is. */
export function dayStartOf(tenant: Pick<Tenant, "timeZone">, now: Date): Date {
  return new Date(+startOfDay(now, { in: tz(tenant.timeZone) }));
}
