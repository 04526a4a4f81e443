/** The numbers that are for sale: always the same ones, so that a search can be repeated. twilio.md §9.1. */
import { type Area, type Country, COUNTRIES, findCountry, kindOf, type NumberKind } from "./countries";

export interface Offer {
  phoneNumber: string;
  country: Country;
  kind: NumberKind;
  locality: string | null;
}

const PER_AREA = 20;
/** Countries of the American numbering plan: the only ones whose offers are found by area code. */
const HAVE_AREA_CODES: ReadonlySet<string> = new Set(["US", "CA"]);

export function offersOf(country: Country, kind: NumberKind, areaCode?: string): Offer[] {
  const areas =
    areaCode === undefined || !HAVE_AREA_CODES.has(country.iso) ? kind.areas : areasAt(kind, areaCode);
  return areas.flatMap((area) =>
    Array.from({ length: PER_AREA }, (_, index) => ({
      phoneNumber: numberAt(country, area.prefix, index),
      country,
      kind,
      locality: area.locality,
    })),
  );
}

/** Undefined when nobody sells this number. */
export function findOffer(phoneNumber: string): Offer | undefined {
  const found = kindOf(phoneNumber);
  if (!found) return undefined;
  const { country, kind } = found;
  const areaCode = HAVE_AREA_CODES.has(country.iso) ? phoneNumber.slice(2, 5) : undefined;
  return offersOf(country, kind, areaCode).find((offer) => offer.phoneNumber === phoneNumber);
}

/** The first of an area code of the United States; for a purchase that names no number. */
export function offersInArea(areaCode: string): Offer[] {
  const country = findCountry("US");
  const kind = country?.kinds.find(({ type }) => type === "Local");
  return country && kind ? offersOf(country, kind, areaCode) : [];
}

/** Every area code has local numbers; the freephone ones are where they are. */
function areasAt(kind: NumberKind, areaCode: string): readonly Area[] {
  const known = kind.areas.filter(({ prefix }) => prefix === `+1${areaCode}`);
  if (known.length > 0 || kind.type !== "Local" || !/^[2-9]\d\d$/.test(areaCode)) return known;
  const isOther = COUNTRIES.some(({ kinds }) =>
    kinds.some((other) => other.areas.some(({ prefix }) => prefix === `+1${areaCode}`)),
  );
  return isOther ? [] : [{ prefix: `+1${areaCode}`, locality: null }];
}

/** Spread over the digits that are left; the first is never 0 or 1, which no exchange begins with. */
function numberAt(country: Country, prefix: string, index: number): string {
  const digits = country.digits + 1 - prefix.length;
  const spread = (index * 104_729 + Number(prefix) * 7919) % 10 ** (digits - 1);
  return `${prefix}${2 + (index % 7)}${String(spread).padStart(digits - 1, "0")}`;
}
