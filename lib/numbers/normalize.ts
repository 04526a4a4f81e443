import { parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";
import { AppError } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";

/**
 * Read as dialled in the business's country, with its code but no plus, or in international form: `3001234567`, `573001234567` and
 * `+57 300 123 4567` are one number of Colombia. Throws `invalid` naming the field.
 */
export function parsePhoneNumber(typed: string, country: Country, field: string): PhoneNumber {
  const asTyped = parsePhoneNumberFromString(typed, { defaultCountry: country, extract: false });
  if (asTyped?.isValid()) return asTyped;
  const withPlus = parsePhoneNumberFromString(`+${typed}`, { extract: false });
  if (withPlus?.isValid() && withPlus.country === country) return withPlus;
  throw new AppError("invalid", "telephone number", { [field]: "phone_number" });
}
