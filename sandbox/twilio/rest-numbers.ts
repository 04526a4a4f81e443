/** The numbers that an account owns, and how it comes by them: twilio.md §9.2. */
import { findOffer, offersInArea } from "./offers";
import { requireAddress } from "./rest-addresses";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { numberJson, pageJson } from "./rest-shapes";
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
const MAX_NAME_CHARACTERS = 64;

export const numberOperations: readonly Operation[] = [
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
];

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

/** Not idempotent: who repeats a purchase whose answer was lost is told 21422, and owns the number all the same. */
function buy(request: Request): Answer {
  const { platform, account, form } = request;
  if (account.type === "Trial") throw new RestError(400, 21_404, "Trial accounts may not buy numbers");
  const asked = form.text("PhoneNumber") ?? firstInArea(request);
  if (asked === undefined || !/^\+[1-9]\d{6,14}$/.test(asked))
    throw new RestError(400, 21_421, `PhoneNumber is invalid: ${asked ?? ""}`);
  const offer = findOffer(asked);
  if (!offer || platform.store.findOwner(asked))
    throw new RestError(400, 21_422, `${asked} is not available`);
  const settings = settingsOf(form);
  requireAddress(request, offer.kind.addressRequirement, offer.country.iso);
  const number = platform.store.addNumber({
    sid: createSid("PN"),
    accountSid: account.accountSid,
    phoneNumber: asked,
    friendlyName: nameOf(form) ?? asked,
  });
  Object.assign(number.settings, settings);
  return { status: 201, body: numberJson(number) };
}

function firstInArea({ platform, form }: Request): string | undefined {
  const area = form.text("AreaCode");
  if (area === undefined) return undefined;
  const free = offersInArea(area).find(({ phoneNumber }) => !platform.store.findOwner(phoneNumber));
  if (!free) throw new RestError(400, 21_452, `No phone numbers found in area code ${area}`);
  return free.phoneNumber;
}

function fetchOne(request: Request): Answer {
  return { status: 200, body: numberJson(getNumber(request)) };
}

function update(request: Request): Answer {
  const { form } = request;
  const number = getNumber(request);
  const settings = settingsOf(form);
  const name = nameOf(form);
  if (settings["address_sid"]) requireAddress(request, "any", undefined);
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

function getNumber({ platform, account, params, url }: Request): NumberRecord {
  const number = platform.store.numbers.get(params["sid"] ?? "");
  if (number?.accountSid !== account.accountSid) throw notFound(url.pathname);
  return number;
}
