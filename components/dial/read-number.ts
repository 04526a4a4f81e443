import type * as Library from "libphonenumber-js/max";

export type PhoneLibrary = Pick<
  typeof Library,
  "AsYouType" | "parsePhoneNumberFromString" | "validatePhoneNumberLength" | "getCountryCallingCode"
>;

/** Keys of `dial.number.faults`. */
export type NumberFault =
  | "too_short"
  | "too_long"
  | "not_a_number"
  | "not_in_plan"
  | "country_not_allowed"
  | "premium_number"
  | "own_number";

export type NumberReading = {
  /** E.164, once what is typed is a whole number. */
  number: string | undefined;
  /** ISO 3166-1 of the plan it is read in; undefined for networks of no country. */
  country: string | undefined;
  fault: NumberFault | undefined;
};

export type DialRules = {
  /** Of the business: numbers without a code are read as dialled there. */
  country: Library.CountryCode;
  /** ISO 3166-1 of the countries that may be called. */
  allowed: readonly string[];
  /** E.164. */
  ownNumbers: readonly string[];
};

/** Kinds of numbers that charge whoever calls them. */
const PAID_BY_CALLER = new Set(["PREMIUM_RATE", "SHARED_COST", "PERSONAL_NUMBER", "PAGER", "UAN"]);

/** What was typed, as the server will judge it, in words for whoever is still typing. Nothing typed has no fault. */
export function readNumber(library: PhoneLibrary, typed: string, rules: DialRules): NumberReading {
  const text = typed.trim();
  if (text === "") return { number: undefined, country: rules.country, fault: undefined };
  if (/[^\d\s().+/-]/.test(text)) return { number: undefined, country: undefined, fault: "not_a_number" };
  const phone = parse(library, text, rules.country);
  const country = phone ? phone.country : rules.country;
  if (!phone?.isValid()) return { number: undefined, country, fault: lengthFault(library, text, rules) };
  const reading = { number: phone.number, country: phone.country };
  if (rules.ownNumbers.includes(phone.number)) return { ...reading, fault: "own_number" };
  if (PAID_BY_CALLER.has(phone.getType() ?? "")) return { ...reading, fault: "premium_number" };
  const isAllowed = phone.country !== undefined && rules.allowed.includes(phone.country);
  return { ...reading, fault: isAllowed ? undefined : "country_not_allowed" };
}

/** As dialled at home, or with the country's code and no plus. */
function parse(library: PhoneLibrary, text: string, country: Library.CountryCode) {
  const asTyped = library.parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (asTyped?.isValid()) return asTyped;
  const withPlus = library.parsePhoneNumberFromString(`+${text}`, { extract: false });
  return withPlus?.isValid() && withPlus.country === country ? withPlus : asTyped;
}

function lengthFault(library: PhoneLibrary, text: string, { country }: DialRules): NumberFault {
  switch (library.validatePhoneNumberLength(text, country)) {
    case "TOO_SHORT":
    case "NOT_A_NUMBER":
      return "too_short";
    case "TOO_LONG":
      return "too_long";
    default:
      return "not_in_plan";
  }
}

/** The digits as that country writes them, as far as they go. */
export function formatTyped(library: PhoneLibrary, typed: string, country: Library.CountryCode): string {
  return new library.AsYouType(country).input(typed);
}

/** A whole number as the business writes it: its own country's the national way. */
export function formatWhole(library: PhoneLibrary, number: string, country: string): string {
  const phone = library.parsePhoneNumberFromString(number);
  if (!phone) return number;
  return phone.country === country ? phone.formatNational() : phone.formatInternational();
}
