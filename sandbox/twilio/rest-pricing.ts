/**
 * The rate card: twilio.md §10, and Twilio's Pricing resources for phone numbers (v1) and voice (v2) with the fields that
 * its SDK 6.2.0 reads. The vendor has them at a host of its own; the same credentials open it.
 */
import { countryOf, findCountry, kindOf, type NumberType } from "./countries";
import { inboundPriceOf, outboundPriceOf } from "./prices";
import { notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";

const HOST = "https://pricing.twilio.com";
const TYPE_NAMES: Readonly<Record<NumberType, string>> = {
  Local: "local",
  Mobile: "mobile",
  TollFree: "toll free",
  National: "national",
};

/** Whether an address is one of the rate card's; the other vendor's addresses begin alike. */
export const isPricingPath = (pathname: string) => /^\/(v1\/PhoneNumbers|v2\/Voice)\//.test(pathname);

export const pricingOperations: readonly Operation[] = [
  { method: "GET", path: "/v1/PhoneNumbers/Countries/:country", parameters: [], run: numberPrices },
  { method: "GET", path: "/v2/Voice/Numbers/:number", parameters: ["OriginationNumber"], run: callPrices },
];

function numberPrices({ params, url }: Request): Answer {
  const country = findCountry((params["country"] ?? "").toUpperCase());
  if (!country) throw notFound(url.pathname);
  return {
    status: 200,
    body: {
      country: country.name,
      iso_country: country.iso,
      url: HOST + url.pathname,
      price_unit: "USD",
      phone_number_prices: country.kinds.map(({ type, monthlyPrice }) => ({
        number_type: TYPE_NAMES[type],
        base_price: monthlyPrice,
        current_price: monthlyPrice,
      })),
    },
  };
}

function callPrices({ params, url, form, account, platform }: Request): Answer {
  const number = decodeURIComponent(params["number"] ?? "");
  const iso = countryOf(number);
  if (!/^\+[1-9]\d{6,14}$/.test(number))
    throw new RestError(400, 20_001, `Destination number is invalid: ${number}`);
  if (iso === undefined) throw notFound(url.pathname);
  const outbound = outboundPriceOf(number);
  const isOwn = platform.store.findNumber(account.accountSid, number) !== undefined;
  const inbound = isOwn ? inboundPriceOf(number) : null;
  return {
    status: 200,
    body: {
      destination_number: number,
      origination_number: form.text("OriginationNumber") ?? null,
      country: findCountry(iso)?.name ?? iso,
      iso_country: iso,
      outbound_call_prices: [
        { base_price: outbound, current_price: outbound, origination_prefixes: ["ALL"] },
      ],
      inbound_call_price: {
        base_price: inbound,
        current_price: inbound,
        number_type: isOwn ? TYPE_NAMES[kindOf(number)?.kind.type ?? "Local"] : null,
      },
      price_unit: "USD",
      url: HOST + url.pathname,
    },
  };
}
