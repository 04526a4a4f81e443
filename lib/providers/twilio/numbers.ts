import { ProviderError } from "@/lib/errors";
import { ask, type TwilioCredentials } from "./ask";

/** The kinds that carry voice, in our words; Twilio's own stand in its addresses (twilio.md §9.1). */
export type AvailableType = "local" | "mobile" | "national" | "toll_free";
export type AddressRequirement = "none" | "any" | "local" | "foreign";

export interface AvailableNumber {
  /** E.164. */
  phoneNumber: string;
  locality: string | null;
  region: string | null;
  addressRequirements: AddressRequirement;
}

/** What a number does with a call. `applicationSid` or `trunkSid` set: Twilio ignores the rest (twilio.md §9.2). */
export interface NumberSettings {
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
  applicationSid: string;
  trunkSid: string;
}

export interface OwnedNumber extends NumberSettings {
  sid: string;
  phoneNumber: string;
  label: string;
}

export interface VoiceUrls {
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
}

export interface PostalAddress {
  customerName: string;
  street: string;
  city: string;
  region: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

const SEARCH_LIMIT = 20;
const DIALLING_CODE_ONE = new Set(["US", "CA"]);

interface Offer {
  phoneNumber: string;
  locality: string;
  region: string;
  addressRequirements: string;
}

/**
 * GET /AvailablePhoneNumbers/{country}/{type}.json, numbers that carry voice (twilio.md §9.1). Empty where Twilio sells no such kind
 * in the country. `area`: an area code in the American plan, elsewhere a town.
 */
export async function searchAvailableNumbers(
  credentials: TwilioCredentials,
  wanted: { country: string; type: AvailableType; contains?: string | undefined; area?: string | undefined },
): Promise<AvailableNumber[]> {
  const { country, type, contains, area } = wanted;
  const options = {
    voiceEnabled: true,
    limit: SEARCH_LIMIT,
    pageSize: SEARCH_LIMIT,
    ...(contains ? { contains } : {}),
    ...(area ? placeOf(country, area) : {}),
  };
  try {
    const found = await ask(credentials, (client): Promise<Offer[]> => {
      const offers = client.availablePhoneNumbers(country);
      switch (type) {
        case "local":
          return offers.local.list(options);
        case "mobile":
          return offers.mobile.list(options);
        case "national":
          return offers.national.list(options);
        case "toll_free":
          return offers.tollFree.list(options);
      }
    });
    return found.map((number) => ({
      phoneNumber: number.phoneNumber,
      locality: number.locality || null,
      region: number.region || null,
      addressRequirements: requirementOf(number.addressRequirements),
    }));
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return [];
    throw error;
  }
}

function placeOf(country: string, area: string) {
  if (DIALLING_CODE_ONE.has(country) && /^\d{3}$/.test(area)) return { areaCode: Number(area) };
  return { inLocality: area };
}

function requirementOf(said: string): AddressRequirement {
  return said === "none" || said === "local" || said === "foreign" ? said : "any";
}

/** US dollars a month by kind, as decimal text: the Pricing API's rate card of a country. Empty where Twilio sells none. */
export async function fetchNumberPrices(
  credentials: TwilioCredentials,
  country: string,
): Promise<Partial<Record<AvailableType, string>>> {
  try {
    const card = await ask(credentials, (client) =>
      client.pricing.v1.phoneNumbers.countries(country).fetch(),
    );
    if (card.priceUnit.toUpperCase() !== "USD") return {};
    return Object.fromEntries(
      card.phoneNumberPrices.flatMap(({ numberType, currentPrice }) => {
        const price = Number(currentPrice);
        // `toll free`, with a blank, on this card alone.
        const type = (numberType ?? "").toLowerCase().replace(" ", "_");
        return Number.isFinite(price) ? [[type, price.toFixed(2)]] : [];
      }),
    );
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return {};
    throw error;
  }
}

/**
 * POST /IncomingPhoneNumbers.json, pointed at us from its first second. Costs money and is not idempotent (twilio.md §9.2): sent once;
 * whoever gets an error looks with `findOwnedNumber` before asking again.
 */
export async function orderNumber(
  credentials: TwilioCredentials,
  order: { phoneNumber: string; addressSid: string | undefined; urls: VoiceUrls },
): Promise<OwnedNumber> {
  const { phoneNumber, addressSid, urls } = order;
  const number = await ask(credentials, (client) =>
    client.incomingPhoneNumbers.create({
      phoneNumber,
      ...pointing(urls),
      ...(addressSid ? { addressSid } : {}),
    }),
  );
  return toOwnedNumber(number);
}

/** GET /IncomingPhoneNumbers.json, every page (twilio.md §9.2). */
export async function listOwnedNumbers(credentials: TwilioCredentials): Promise<OwnedNumber[]> {
  const numbers = await ask(credentials, (client) => client.incomingPhoneNumbers.list({ pageSize: 200 }));
  return numbers.map(toOwnedNumber);
}

/** Undefined when the account does not own it. */
export async function findOwnedNumber(
  credentials: TwilioCredentials,
  phoneNumber: string,
): Promise<OwnedNumber | undefined> {
  const found = await ask(credentials, (client) =>
    client.incomingPhoneNumbers.list({ phoneNumber, limit: 20 }),
  );
  // Twilio's filter finds parts of a number too.
  const number = found.find((candidate) => candidate.phoneNumber === phoneNumber);
  return number && toOwnedNumber(number);
}

/** GET /IncomingPhoneNumbers/{sid}.json. */
export async function fetchOwnedNumber(
  credentials: TwilioCredentials,
  numberSid: string,
): Promise<OwnedNumber> {
  return toOwnedNumber(await ask(credentials, (client) => client.incomingPhoneNumbers(numberSid).fetch()));
}

/** POST /IncomingPhoneNumbers/{sid}.json: where Twilio asks about calls to this number, and nowhere else. */
export async function pointNumber(
  credentials: TwilioCredentials,
  numberSid: string,
  urls: VoiceUrls,
): Promise<void> {
  const { applicationSid, trunkSid } = await fetchOwnedNumber(credentials, numberSid);
  await ask(credentials, (client) =>
    client.incomingPhoneNumbers(numberSid).update({
      ...pointing(urls),
      // Either of them, left in place, would make Twilio ignore the address (twilio.md §9.2); the empty text takes it away.
      ...(applicationSid === "" ? {} : { voiceApplicationSid: "" }),
      ...(trunkSid === "" ? {} : { trunkSid: "" }),
    }),
  );
}

/** Puts back what Twilio was told before us. */
export async function restoreVoiceUrl(
  credentials: TwilioCredentials,
  numberSid: string,
  voiceUrl: string,
): Promise<void> {
  await ask(credentials, (client) => client.incomingPhoneNumbers(numberSid).update({ voiceUrl }));
}

/** POST /Addresses.json, unless the account has the same one already; answers its SID. */
export async function ensureAddress(credentials: TwilioCredentials, address: PostalAddress): Promise<string> {
  const { country: isoCountry, ...lines } = address;
  const known = await ask(credentials, (client) =>
    client.addresses.list({ customerName: lines.customerName, isoCountry, limit: 200 }),
  );
  const same = known.find(
    (candidate) =>
      candidate.street === lines.street &&
      candidate.city === lines.city &&
      candidate.region === lines.region &&
      candidate.postalCode === lines.postalCode,
  );
  if (same) return same.sid;
  const made = await ask(credentials, (client) => client.addresses.create({ ...lines, isoCountry }));
  return made.sid;
}

function pointing(urls: VoiceUrls) {
  return {
    voiceUrl: urls.voiceUrl,
    voiceMethod: "POST" as const,
    voiceFallbackUrl: urls.voiceFallbackUrl,
    voiceFallbackMethod: "POST" as const,
    statusCallback: urls.statusCallback,
    statusCallbackMethod: "POST" as const,
  };
}

interface NumberResource {
  sid: string;
  phoneNumber: string;
  friendlyName: string;
  voiceUrl: string | null;
  voiceFallbackUrl: string | null;
  statusCallback: string | null;
  voiceApplicationSid: string | null;
  trunkSid: string | null;
}

function toOwnedNumber(number: NumberResource): OwnedNumber {
  return {
    sid: number.sid,
    phoneNumber: number.phoneNumber,
    label: number.friendlyName,
    voiceUrl: number.voiceUrl ?? "",
    voiceFallbackUrl: number.voiceFallbackUrl ?? "",
    statusCallback: number.statusCallback ?? "",
    applicationSid: number.voiceApplicationSid ?? "",
    trunkSid: number.trunkSid ?? "",
  };
}
