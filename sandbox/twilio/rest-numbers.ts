/** Numbers and accounts: twilio.md §9. */
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { accountJson, numberJson, pageJson } from "./rest-shapes";
import { createSid, type NumberRecord, nowIso } from "./store";

const PAGE = ["PageSize", "Page", "PageToken"];
const URLS = ["VoiceUrl", "VoiceFallbackUrl", "StatusCallback", "SmsUrl", "SmsFallbackUrl"];
const METHODS = [
  "VoiceMethod",
  "VoiceFallbackMethod",
  "StatusCallbackMethod",
  "SmsMethod",
  "SmsFallbackMethod",
];
const SIDS = [
  "VoiceApplicationSid",
  "TrunkSid",
  "SmsApplicationSid",
  "AddressSid",
  "BundleSid",
  "IdentitySid",
];
const SETTINGS = [...URLS, ...METHODS, ...SIDS, "VoiceCallerIdLookup", "VoiceReceiveMode"];
const OTHERS = ["FriendlyName", "ApiVersion", "EmergencyStatus", "EmergencyAddressSid"];
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
  ...PAGE,
];
const MAX_NAME_CHARACTERS = 64;

export const numberOperations: readonly Operation[] = [
  {
    method: "GET",
    path: ".json",
    parameters: [],
    run: ({ account }) => ({ status: 200, body: accountJson(account) }),
  },
  { method: "GET", path: "/Balance.json", parameters: [], run: balance },
  {
    method: "GET",
    path: "/IncomingPhoneNumbers.json",
    parameters: ["PhoneNumber", "FriendlyName", "Beta", "Origin", ...PAGE],
    run: list,
  },
  {
    method: "POST",
    path: "/IncomingPhoneNumbers.json",
    parameters: ["PhoneNumber", "AreaCode", ...SETTINGS, ...OTHERS],
    run: buy,
  },
  { method: "GET", path: "/IncomingPhoneNumbers/:sid.json", parameters: [], run: fetchOne },
  {
    method: "POST",
    path: "/IncomingPhoneNumbers/:sid.json",
    parameters: ["AccountSid", ...SETTINGS, ...OTHERS],
    run: update,
  },
  { method: "DELETE", path: "/IncomingPhoneNumbers/:sid.json", parameters: [], run: release },
  { method: "GET", path: "/AvailablePhoneNumbers/:country/:type.json", parameters: SEARCH, run: search },
];

function balance({ account }: Request): Answer {
  return { status: 200, body: { account_sid: account.accountSid, balance: "42.00", currency: "USD" } };
}

function list({ platform, account, url }: Request): Answer {
  const pattern = url.searchParams.get("PhoneNumber");
  const name = url.searchParams.get("FriendlyName");
  const digits = pattern?.replace(/[^\d*]/g, "").replaceAll("*", "\\d") ?? "";
  const matches = new RegExp(digits);
  const numbers = [...platform.store.numbers.values()]
    .filter((number) => number.accountSid === account.accountSid)
    .filter((number) => matches.test(number.phoneNumber) && (name === null || number.friendlyName === name));
  return { status: 200, body: pageJson("incoming_phone_numbers", numbers, url, numberJson) };
}

function buy({ platform, account, form }: Request): Answer {
  if (account.type === "Trial") throw new RestError(400, 21_404, "Trial accounts may not buy numbers");
  const area = form.text("AreaCode");
  const asked = form.text("PhoneNumber") ?? (area === undefined ? undefined : inventNumber("US", area));
  if (asked === undefined || !/^\+[1-9]\d{6,14}$/.test(asked))
    throw new RestError(400, 21_421, `PhoneNumber is invalid: ${asked ?? ""}`);
  if (platform.store.findOwner(asked)) throw new RestError(400, 21_422, `${asked} is not available`);
  const settings = settingsOf(form);
  const number = platform.store.addNumber({
    sid: createSid("PN"),
    accountSid: account.accountSid,
    phoneNumber: asked,
    friendlyName: nameOf(form) ?? asked,
  });
  Object.assign(number.settings, settings);
  return { status: 201, body: numberJson(number) };
}

function fetchOne(request: Request): Answer {
  return { status: 200, body: numberJson(getNumber(request)) };
}

function update(request: Request): Answer {
  const { form } = request;
  const number = getNumber(request);
  const settings = settingsOf(form);
  const name = nameOf(form);
  // Setting one of the two deletes the other (§9.2).
  if (settings["trunk_sid"]) settings["voice_application_sid"] = "";
  else if (settings["voice_application_sid"]) settings["trunk_sid"] = "";
  Object.assign(number.settings, settings);
  if (name !== undefined) number.friendlyName = name;
  number.dateUpdated = nowIso();
  return { status: 200, body: numberJson(number) };
}

function release(request: Request): Answer {
  request.platform.store.numbers.delete(getNumber(request).sid);
  return { status: 204 };
}

function settingsOf(form: Form): Record<string, string> {
  const settings: Record<string, string> = {};
  const set = (name: string, value: string) => (settings[snake(name)] = value);
  for (const name of URLS) if (form.has(name)) set(name, form.url(name, 21_402) ?? "");
  for (const name of METHODS) if (form.has(name)) set(name, form.method(name));
  for (const name of SIDS) if (form.has(name)) set(name, form.text(name) ?? "");
  if (form.has("VoiceCallerIdLookup"))
    set("VoiceCallerIdLookup", String(form.flag("VoiceCallerIdLookup", false)));
  const mode = form.oneOf("VoiceReceiveMode", ["voice", "fax"]);
  if (mode) set("VoiceReceiveMode", mode);
  return settings;
}

function nameOf(form: Form): string | undefined {
  const name = form.text("FriendlyName");
  if (name !== undefined && name.length > MAX_NAME_CHARACTERS)
    throw new RestError(400, 20_001, "FriendlyName is longer than 64 characters");
  return name;
}

function snake(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

const PREFIXES: Record<string, string> = {
  ES: "+3491",
  MX: "+5255",
  CO: "+5760",
  AR: "+5411",
  US: "+1212",
  GB: "+4420",
};
const LENGTHS: Record<string, number> = { ES: 12, MX: 13, CO: 13, AR: 13, US: 12, GB: 13 };
const CITIES: Record<string, string> = {
  ES: "Madrid",
  MX: "Ciudad de México",
  CO: "Bogotá",
  AR: "Buenos Aires",
};
const OFFERED = 10;

/** Always the same numbers, so that a search can be repeated; those that somebody owns are left out. */
function search({ platform, account, params, url }: Request): Answer {
  const country = params["country"] ?? "";
  const type = params["type"] ?? "";
  const known = ["Local", "Mobile", "TollFree", "National"];
  if (!(country in PREFIXES) || !known.includes(type)) throw notFound(url.pathname);
  const contains = url.searchParams.get("Contains")?.replace(/[^\d]/g, "") ?? "";
  const area = url.searchParams.get("AreaCode") ?? "";
  const found = Array.from({ length: OFFERED * 5 }, (_, index) => inventNumber(country, area, index, type))
    .filter((number) => number.includes(contains) && !platform.store.findOwner(number))
    .slice(0, Math.min(OFFERED, Number(url.searchParams.get("PageSize") ?? OFFERED) || OFFERED));
  return {
    status: 200,
    body: {
      available_phone_numbers: found.map((phoneNumber) => ({
        phone_number: phoneNumber,
        friendly_name: phoneNumber,
        iso_country: country,
        locality: CITIES[country] ?? null,
        region: null,
        postal_code: null,
        lata: null,
        rate_center: null,
        latitude: null,
        longitude: null,
        address_requirements: country === "US" ? "none" : "local",
        beta: false,
        capabilities: { voice: true, sms: false, mms: false, fax: false },
      })),
      uri: `/2010-04-01/Accounts/${account.accountSid}/AvailablePhoneNumbers/${country}/${type}.json`,
    },
  };
}

function inventNumber(country: string, area: string, index = 0, type = "Local"): string {
  const own = area !== "" && country === "US" ? `+1${area}` : (PREFIXES[country] ?? "+1212");
  const prefix = type === "Mobile" && country === "ES" ? "+346" : own;
  const digits = (LENGTHS[country] ?? 12) - prefix.length;
  const seed = (type.length * 7919 + index * 104_729 + 1_234_567).toString();
  return prefix + seed.repeat(2).slice(-digits).padStart(digits, "5");
}

function getNumber({ platform, account, params, url }: Request): NumberRecord {
  const number = platform.store.numbers.get(params["sid"] ?? "");
  if (number?.accountSid !== account.accountSid) throw notFound(url.pathname);
  return number;
}
