/**
 * What the vendor sells and charges, country by country: twilio.md §9.1 (types, address requirements), §10 (rate card).
 * Prices and requirements are of the vendor's kind, not its list: the product has to ask for them.
 */

export const NUMBER_TYPES = ["Local", "Mobile", "TollFree", "National"] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];
export type AddressRequirement = "none" | "any" | "local" | "foreign";

export interface Area {
  /** What its numbers begin with. */
  prefix: string;
  locality: string | null;
}

export interface NumberKind {
  type: NumberType;
  addressRequirement: AddressRequirement;
  /** US dollars a month. */
  monthlyPrice: string;
  hasSms: boolean;
  areas: readonly Area[];
}

export interface Country {
  iso: string;
  name: string;
  callingCode: string;
  /** Digits after the `+` of every number that is sold here. */
  digits: number;
  /** US dollars a minute to a number here. */
  outboundPrice: string;
  /** US dollars a minute that one of these numbers is called. */
  inboundPrice: string;
  kinds: readonly NumberKind[];
}

function kind(
  type: NumberType,
  addressRequirement: AddressRequirement,
  monthlyPrice: string,
  areas: readonly (readonly [prefix: string, locality?: string])[],
  hasSms = type === "Mobile",
): NumberKind {
  return {
    type,
    addressRequirement,
    monthlyPrice,
    hasSms,
    areas: areas.map(([prefix, locality]) => ({ prefix, locality: locality ?? null })),
  };
}

const SPAIN: Country = {
  iso: "ES",
  name: "Spain",
  callingCode: "34",
  digits: 11,
  outboundPrice: "0.0180",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "local", "1.50", [
      ["+34910", "Madrid"],
      ["+34931", "Barcelona"],
      ["+34960", "Valencia"],
      ["+34954", "Sevilla"],
    ]),
    kind("Mobile", "any", "6.00", [["+34624"]]),
    kind("TollFree", "local", "25.00", [["+34900"]]),
    kind("National", "any", "2.00", [["+34518"]]),
  ],
};

const MEXICO: Country = {
  iso: "MX",
  name: "Mexico",
  callingCode: "52",
  digits: 12,
  outboundPrice: "0.0250",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "none", "6.25", [
      ["+52555", "Ciudad de México"],
      ["+52333", "Guadalajara"],
      ["+52818", "Monterrey"],
    ]),
    kind("Mobile", "any", "10.00", [["+52557", "Ciudad de México"]]),
    kind("TollFree", "foreign", "30.00", [["+52800"]]),
  ],
};

const COLOMBIA: Country = {
  iso: "CO",
  name: "Colombia",
  callingCode: "57",
  digits: 12,
  outboundPrice: "0.0350",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "any", "14.00", [
      ["+57601", "Bogotá"],
      ["+57604", "Medellín"],
    ]),
  ],
};

const ARGENTINA: Country = {
  iso: "AR",
  name: "Argentina",
  callingCode: "54",
  digits: 12,
  outboundPrice: "0.0420",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "any", "8.00", [
      ["+54115", "Buenos Aires"],
      ["+543514", "Córdoba"],
    ]),
    kind("TollFree", "local", "30.00", [["+54800"]]),
  ],
};

const CHILE: Country = {
  iso: "CL",
  name: "Chile",
  callingCode: "56",
  digits: 11,
  outboundPrice: "0.0300",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "any", "7.00", [["+56232", "Santiago"]]),
    kind("Mobile", "any", "9.00", [["+56944"]]),
  ],
};

const PERU: Country = {
  iso: "PE",
  name: "Peru",
  callingCode: "51",
  digits: 10,
  outboundPrice: "0.0380",
  inboundPrice: "0.0100",
  kinds: [kind("Local", "any", "8.00", [["+5117", "Lima"]])],
};

const UNITED_STATES: Country = {
  iso: "US",
  name: "United States",
  callingCode: "1",
  digits: 11,
  outboundPrice: "0.0140",
  inboundPrice: "0.0085",
  kinds: [
    kind(
      "Local",
      "none",
      "1.15",
      [
        ["+1212", "New York"],
        ["+1305", "Miami"],
        ["+1415", "San Francisco"],
      ],
      true,
    ),
    kind("TollFree", "none", "2.15", [["+1888"]], true),
  ],
};

const UNITED_KINGDOM: Country = {
  iso: "GB",
  name: "United Kingdom",
  callingCode: "44",
  digits: 12,
  outboundPrice: "0.0158",
  inboundPrice: "0.0100",
  kinds: [
    kind("Local", "local", "1.15", [
      ["+44203", "London"],
      ["+441612", "Manchester"],
    ]),
    kind("Mobile", "any", "1.15", [["+447400"]]),
    kind("TollFree", "any", "2.15", [["+44808"]]),
    kind("National", "any", "1.15", [["+44330"]]),
  ],
};

export const COUNTRIES: readonly Country[] = [
  SPAIN,
  MEXICO,
  COLOMBIA,
  ARGENTINA,
  CHILE,
  PERU,
  UNITED_STATES,
  UNITED_KINGDOM,
];

export const findCountry = (iso: string) => COUNTRIES.find((country) => country.iso === iso);

/** Where calls go that are not sold from here, longest prefix first in effect: area codes tell islands and Canada from the US. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  AT: "43",
  BE: "32",
  BO: "591",
  BR: "55",
  CA: "1204 1236 1249 1250 1289 1306 1343 1403 1416 1418 1437 1438 1450 1506 1514 1519 1587 1604 1613 1647 1705 1778 1780 1819 1867 1902 1905",
  CH: "41",
  CR: "506",
  CU: "53",
  DE: "49",
  DO: "1809 1829 1849",
  EC: "593",
  FR: "33",
  GT: "502",
  HN: "504",
  IE: "353",
  IT: "39",
  JM: "1876 1658",
  LV: "371",
  MA: "212",
  MV: "960",
  NI: "505",
  NL: "31",
  PA: "507",
  PR: "1787 1939",
  PT: "351",
  PY: "595",
  RO: "40",
  SO: "252",
  SV: "503",
  TN: "216",
  UY: "598",
  VE: "58",
};

const PREFIXES: readonly (readonly [prefix: string, iso: string])[] = [
  ...COUNTRIES.map(({ callingCode, iso }) => [callingCode, iso] as const),
  ...Object.entries(ELSEWHERE).flatMap(([iso, codes]) =>
    codes.split(" ").map((code) => [code, iso] as const),
  ),
].toSorted(([one], [other]) => other.length - one.length);

/** The country of a number in E.164, as ISO 3166-1; undefined when the sandbox does not know it. */
export function countryOf(number: string): string | undefined {
  return PREFIXES.find(([prefix]) => number.startsWith(`+${prefix}`))?.[1];
}

/** What a number is, by how it begins; undefined when nothing like it is sold. */
export function kindOf(number: string): { country: Country; kind: NumberKind } | undefined {
  const country = findCountry(countryOf(number) ?? "");
  if (!country || number.length !== country.digits + 1) return undefined;
  const prefixes = country.kinds.flatMap((kind) => kind.areas.map(({ prefix }) => ({ prefix, kind })));
  const known = prefixes
    .toSorted((one, other) => other.prefix.length - one.prefix.length)
    .find(({ prefix }) => number.startsWith(prefix));
  const [first] = country.kinds;
  const kind = known?.kind ?? first;
  return kind && { country, kind };
}
