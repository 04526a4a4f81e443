/** What an account may do by telephone: twilio.md §3.1 (`From`), §3.5 (21215, 13227), §4.2 (`callerId`). */
import { countryOf } from "./countries";
import type { Account, Store } from "./store";

/** Numbers that it owns, and those of its people that it has verified. */
export function mayCallFrom(store: Store, account: Account, number: string): boolean {
  return (
    store.findNumber(account.accountSid, number) !== undefined || account.verifiedCallerIds.includes(number)
  );
}

/** A number of which the country is not known is forbidden as soon as anything is. */
export function isCountryAllowed({ allowedCountries }: Account, number: string): boolean {
  return allowedCountries === undefined || allowedCountries.includes(countryOf(number) ?? "");
}
