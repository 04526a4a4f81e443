import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { type Scope, withTransaction } from "@/db/client";
import { findNumber, type NumberWithAgent, saveOwnedNumbers, updateNumber } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError, ProviderError } from "@/lib/errors";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import {
  ensureAddress,
  fetchNumberPrices,
  findOwnedNumber,
  orderNumber,
  type OwnedNumber,
  pointNumber,
} from "@/lib/providers/twilio/numbers";
import { getNumber } from "./get-number";
import type { BuyNumberInput } from "./schema";
import { ourVoiceUrls, pointsTo } from "./voice-urls";

/**
 * Buys a number at the price the buyer was shown, or finds it bought by an order whose answer was lost. Afterwards it is owned,
 * pointed at us and on record; or nothing was bought, and the refusal says why.
 */
export async function buyNumber(scope: Scope, input: BuyNumberInput): Promise<NumberWithAgent> {
  const credentials = await getTwilioCredentials(scope);
  const before = await findOwnedNumber(credentials, input.phoneNumber);
  if (before) {
    const known = await findNumber(scope, { phoneNumber: input.phoneNumber });
    return known?.owned ? known : keep(scope, credentials, before, null);
  }
  await confirmPrice(credentials, input);
  const addressSid = input.address && (await ensureAddress(credentials, input.address));
  const bought = await order(credentials, input, addressSid);
  return keep(scope, credentials, bought, input.confirmedMonthlyPriceUsd);
}

/** Throws `conflict` with today's price when it is not the confirmed one. */
async function confirmPrice(credentials: TwilioCredentials, input: BuyNumberInput): Promise<void> {
  const country = parsePhoneNumberFromString(input.phoneNumber)?.country;
  if (!country) throw new AppError("invalid", "unknown country", { phoneNumber: "phone_number" });
  const price = (await fetchNumberPrices(credentials, country))[input.type];
  if (price === undefined) throw new AppError("conflict", "price_unknown");
  if (Number(price) !== Number(input.confirmedMonthlyPriceUsd))
    throw new AppError("conflict", "price_changed", undefined, { price });
}

async function order(
  credentials: TwilioCredentials,
  { phoneNumber }: BuyNumberInput,
  addressSid: string | undefined,
): Promise<OwnedNumber> {
  try {
    return await orderNumber(credentials, { phoneNumber, addressSid, urls: ourVoiceUrls() });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // Sold a moment ago (21422) may mean: to us, by a second press of the same button.
    if (!error.mayHaveHappened && error.vendorCode !== "21422") throw explain(error);
    const bought = await look(credentials, phoneNumber);
    if (bought) return bought;
    throw explain(error);
  }
}

async function look(credentials: TwilioCredentials, phoneNumber: string): Promise<OwnedNumber | undefined> {
  try {
    return await findOwnedNumber(credentials, phoneNumber);
  } catch {
    throw new AppError("conflict", "purchase_unknown");
  }
}

/** Twilio's refusal in plain words, with its own where they say what is missing (twilio.md §3.5, §9.2). */
function explain(error: ProviderError): Error {
  const code = Number(error.vendorCode);
  if (code === 21_404) return new AppError("conflict", "trial_cannot_buy");
  if (code === 21_422) return new AppError("conflict", "number_taken");
  if (code === 21_421) return new AppError("invalid", "not a number", { phoneNumber: "phone_number" });
  if (code === 21_631) return new AppError("invalid", "address wanted", { address: "address_needed" });
  // 21615 and the rest of 216xx: the address, bundle or identity that the country's regulator asks for.
  if (code === 21_615 || (code > 21_600 && code < 21_700))
    return new AppError("conflict", "number_regulated", undefined, { said: error.message });
  return error;
}

async function keep(
  scope: Scope,
  credentials: TwilioCredentials,
  bought: OwnedNumber,
  priceUsd: string | null,
): Promise<NumberWithAgent> {
  const kept = await putOnRecord(scope, bought, priceUsd);
  // Only now: of two businesses with one Twilio account, the other may hold the number, and have it answered elsewhere.
  if (!pointsTo(bought, ourVoiceUrls())) await pointNumber(credentials, bought.sid, ourVoiceUrls());
  return kept;
}

function putOnRecord(scope: Scope, bought: OwnedNumber, priceUsd: string | null): Promise<NumberWithAgent> {
  return withTransaction(scope, async (inner) => {
    const { phoneNumber, label, sid } = bought;
    const [saved] = await saveOwnedNumbers(inner, [{ phoneNumber, label, twilioNumberSid: sid }]);
    const number = await findNumber(inner, { phoneNumber });
    if (!number?.owned) throw new AppError("conflict", "number_held");
    // A second press of the same button was written a moment before.
    if (!saved) return number;
    if (priceUsd !== null) await updateNumber(inner, number.id, { monthlyPriceUsd: priceUsd });
    await writeAudit(inner, {
      action: "number.buy",
      subject: phoneNumber,
      details: { monthlyPriceUsd: priceUsd },
    });
    await notifyTenant(inner, { type: "numbers" });
    return getNumber(inner, number.id);
  });
}
