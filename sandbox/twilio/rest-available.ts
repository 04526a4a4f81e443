/** The search for numbers to buy: twilio.md §9.1. */
import { COUNTRIES, type Country, findCountry, NUMBER_TYPES, type NumberType } from "./countries";
import { type Offer, offersOf } from "./offers";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";

const SEARCH = [
  "AreaCode",
  "Contains",
  "SmsEnabled",
  "MmsEnabled",
  "VoiceEnabled",
  "FaxEnabled",
  "Beta",
  "ExcludeAllAddressRequired",
  "ExcludeLocalAddressRequired",
  "ExcludeForeignAddressRequired",
  "NearNumber",
  "NearLatLong",
  "Distance",
  "InPostalCode",
  "InRegion",
  "InRateCenter",
  "InLata",
  "InLocality",
  "PageSize",
  "Page",
  "PageToken",
];
const STANDARD_PAGE_SIZE = 30;
/** The letters of a telephone's keys, `2` to `9`. */
const KEYS = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
const RESOURCES: Readonly<Record<NumberType, string>> = {
  Local: "local",
  Mobile: "mobile",
  TollFree: "toll_free",
  National: "national",
};

export const availableOperations: readonly Operation[] = [
  { method: "GET", path: "/AvailablePhoneNumbers.json", parameters: [], run: listCountries },
  { method: "GET", path: "/AvailablePhoneNumbers/:country.json", parameters: [], run: fetchCountry },
  { method: "GET", path: "/AvailablePhoneNumbers/:country/:type.json", parameters: SEARCH, run: search },
];

function listCountries({ url }: Request): Answer {
  const base = url.pathname.replace(/\.json$/, "");
  const countries = COUNTRIES.map((country) => countryJson(country, base));
  return { status: 200, body: { countries, uri: url.pathname } };
}

function fetchCountry({ params, url }: Request): Answer {
  const country = findCountry(params["country"] ?? "");
  if (!country) throw notFound(url.pathname);
  return { status: 200, body: countryJson(country, url.pathname.replace(/\/[^/]+$/, "")) };
}

function countryJson({ iso, name, kinds }: Country, base: string): unknown {
  const resources = kinds.map(({ type }) => [RESOURCES[type], `${base}/${iso}/${type}.json`]);
  return {
    country_code: iso,
    country: name,
    beta: false,
    uri: `${base}/${iso}.json`,
    subresource_uris: Object.fromEntries(resources),
  };
}

function search({ platform, params, url, form }: Request): Answer {
  const country = findCountry(params["country"] ?? "");
  const type = NUMBER_TYPES.find((known) => known === params["type"]);
  const kind = country?.kinds.find((one) => one.type === type);
  if (!country || !kind) throw notFound(url.pathname);
  const areaCode = form.integer("AreaCode", { least: 200, most: 999 });
  const matches = matcherOf(form);
  const size = form.integer("PageSize", { least: 1, most: 1000 }) ?? STANDARD_PAGE_SIZE;
  const found = offersOf(country, kind, areaCode === undefined ? undefined : String(areaCode))
    .filter((offer) => matches(offer) && !platform.store.findOwner(offer.phoneNumber))
    .slice(0, size);
  return { status: 200, body: { available_phone_numbers: found.map(offerJson), uri: url.pathname } };
}

function matcherOf(form: Form): (offer: Offer) => boolean {
  const contains = form.text("Contains");
  const pattern = contains === undefined ? undefined : patternOf(contains);
  const locality = form.text("InLocality")?.toLowerCase();
  const wants = (name: string, has: boolean) => !form.has(name) || form.flag(name, has) === has;
  return ({ phoneNumber, kind, locality: town }) => {
    const { addressRequirement, hasSms } = kind;
    if (pattern && !pattern.test(phoneNumber)) return false;
    if (locality !== undefined && town?.toLowerCase() !== locality) return false;
    if (form.flag("ExcludeAllAddressRequired", false) && addressRequirement !== "none") return false;
    if (form.flag("ExcludeLocalAddressRequired", false) && addressRequirement === "local") return false;
    if (form.flag("ExcludeForeignAddressRequired", false) && addressRequirement === "foreign") return false;
    return (
      wants("VoiceEnabled", true) &&
      wants("SmsEnabled", hasSms) &&
      wants("MmsEnabled", false) &&
      wants("FaxEnabled", false)
    );
  };
}

/** `*` is one digit, `%` any number of them, a leading `+` the start, a trailing `$` the end; letters are keys (§9.1). */
function patternOf(contains: string): RegExp {
  if (!/^(?=.{2,16}$)\+?[\dA-Za-z*%]+\$?$/.test(contains))
    throw new RestError(400, 20_001, `Parameter 'Contains' is invalid: ${contains}`);
  const source = Array.from(contains.toUpperCase(), (character) => {
    if (character === "+") return "^\\+";
    if (character === "*") return "\\d";
    if (character === "%") return "\\d*";
    const key = KEYS.findIndex((letters) => letters.includes(character));
    return key < 0 ? character : String(key + 2);
  });
  return new RegExp(source.join(""));
}

function offerJson({ phoneNumber, country, kind, locality }: Offer): unknown {
  return {
    phone_number: phoneNumber,
    friendly_name: phoneNumber,
    iso_country: country.iso,
    locality,
    region: null,
    postal_code: null,
    lata: null,
    rate_center: null,
    latitude: null,
    longitude: null,
    address_requirements: kind.addressRequirement,
    beta: false,
    capabilities: { voice: true, sms: kind.hasSms, mms: false, fax: false },
  };
}
