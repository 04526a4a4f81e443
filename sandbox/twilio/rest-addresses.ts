/** Addresses, and which numbers want one: Twilio's Address resource as typed in its SDK 6.2.0; twilio.md §9.2 (AddressSid). */
import type { AddressRequirement } from "./countries";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { addressJson, pageJson } from "./rest-shapes";
import { type Account, type AddressRecord, createSid, nowIso, type Store } from "./store";

const REQUIRED = ["CustomerName", "Street", "City", "Region", "PostalCode", "IsoCountry"] as const;
const OPTIONAL = ["FriendlyName", "StreetSecondary", "EmergencyEnabled", "AutoCorrectAddress"];
const MAX_NAME_CHARACTERS = 64;

export const addressOperations: readonly Operation[] = [
  { method: "POST", path: "/Addresses.json", parameters: [...REQUIRED, ...OPTIONAL], run: create },
  {
    method: "GET",
    path: "/Addresses.json",
    parameters: [
      "CustomerName",
      "FriendlyName",
      "EmergencyEnabled",
      "IsoCountry",
      "PageSize",
      "Page",
      "PageToken",
    ],
    run: list,
  },
  { method: "GET", path: "/Addresses/:sid.json", parameters: [], run: fetchOne },
];

function create({ form, account, platform }: Request): Answer {
  const text = (name: (typeof REQUIRED)[number]) => form.required(name, 20_001).trim();
  const friendlyName = form.text("FriendlyName") ?? "";
  if (friendlyName.length > MAX_NAME_CHARACTERS)
    throw new RestError(400, 20_001, "FriendlyName is longer than 64 characters");
  const dateCreated = nowIso();
  const address: AddressRecord = {
    sid: createSid("AD"),
    accountSid: account.accountSid,
    customerName: text("CustomerName"),
    friendlyName,
    street: text("Street"),
    streetSecondary: form.text("StreetSecondary") ?? null,
    city: text("City"),
    region: text("Region"),
    postalCode: text("PostalCode"),
    isoCountry: text("IsoCountry"),
    isEmergencyEnabled: form.flag("EmergencyEnabled", false),
    dateCreated,
    dateUpdated: dateCreated,
  };
  if (!/^[A-Z]{2}$/.test(address.isoCountry))
    throw new RestError(400, 20_001, `Parameter 'IsoCountry' is invalid: ${address.isoCountry}`);
  platform.store.addresses.set(address.sid, address);
  return { status: 201, body: addressJson(address) };
}

function list({ account, platform, url, form }: Request): Answer {
  const is = (name: string, value: string) => !form.has(name) || form.text(name) === value;
  const addresses = [...platform.store.addresses.values()]
    .filter((address) => address.accountSid === account.accountSid)
    .filter((address) => is("CustomerName", address.customerName) && is("FriendlyName", address.friendlyName))
    .filter((address) => is("IsoCountry", address.isoCountry))
    .filter((address) => is("EmergencyEnabled", String(address.isEmergencyEnabled)));
  return { status: 200, body: pageJson("addresses", addresses, url, addressJson) };
}

function fetchOne({ account, platform, params, url }: Request): Answer {
  const address = findAddress(platform.store, account, params["sid"]);
  if (!address) throw notFound(url.pathname);
  return { status: 200, body: addressJson(address) };
}

function findAddress(store: Store, account: Account, sid: string | undefined): AddressRecord | undefined {
  const address = store.addresses.get(sid ?? "");
  return address?.accountSid === account.accountSid ? address : undefined;
}

/**
 * Refuses an address that does not do for a number: none although one is required is 21631, an unknown or unfit one 21615
 * (Twilio's error dictionary; that 21615 also stands for an unknown SID is not confirmed).
 */
export function requireAddress(
  { form, account, platform }: { form: Form; account: Account; platform: { store: Store } },
  requirement: AddressRequirement,
  isoCountry: string | undefined,
): void {
  const sid = form.text("AddressSid");
  if (sid === undefined || sid === "") {
    if (requirement === "none") return;
    throw new RestError(
      400,
      21_631,
      "Phone Number Requires an Address but the 'AddressSid' parameter was empty.",
    );
  }
  const address = findAddress(platform.store, account, sid);
  const isHere = address?.isoCountry === isoCountry;
  if (address && !(requirement === "local" && !isHere) && !(requirement === "foreign" && isHere)) return;
  const kind = { none: "an", any: "an", local: "a Local", foreign: "a Foreign" }[requirement];
  throw new RestError(
    400,
    21_615,
    `Could not find Address with sid ${sid} for account ${account.accountSid} to satisfy ${kind} Address requirement`,
  );
}
