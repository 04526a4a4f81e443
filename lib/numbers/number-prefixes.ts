import { getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Country } from "@/lib/vocabulary";

/** How numbers in E.164 begin that somebody may be typing, with the code of a country or without; undefined for what is no number. */
export function numberPrefixes(typed: string, country: Country): string[] | undefined {
  const digits = typed.replace(/[\s().-]/g, "");
  if (!/^\+?\d{3,15}$/.test(digits)) return undefined;
  if (digits.startsWith("+")) return [digits];
  const national = parsePhoneNumberFromString(digits, country)?.number;
  return [...new Set([national, `+${getCountryCallingCode(country)}${digits}`, `+${digits}`])].filter(
    (prefix) => prefix !== undefined,
  );
}
