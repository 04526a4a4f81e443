/** What a call costs and when that is known: twilio.md §3.1 (`price`), §10. */
import { z } from "zod";
import { countryOf, findCountry } from "./countries";
import type { CallRecord, RecordingRecord } from "./store";

/** The vendor rates a call some time after its end; nobody should have to wait for minutes here. */
const RATED_AFTER_MS = 5000;
/** US dollars a minute to where no price is known, and to a browser. */
const FAR_AWAY_PRICE = "0.1500";
const CLIENT_PRICE = "0.0040";
const INBOUND_PRICE = "0.0100";
const RECORDED_MINUTE_PRICE = 0.0025;

export const rateInput = z.strictObject({
  /** A charge is negative; without it, what the call costs by its country and length. */
  price: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .optional(),
});

/** US dollars a minute to a number. */
export function outboundPriceOf(number: string): string {
  if (!number.startsWith("+")) return CLIENT_PRICE;
  return findCountry(countryOf(number) ?? "")?.outboundPrice ?? FAR_AWAY_PRICE;
}

/** US dollars a minute that a number is called. */
export function inboundPriceOf(number: string): string {
  return findCountry(countryOf(number) ?? "")?.inboundPrice ?? INBOUND_PRICE;
}

/** As the API shows it: a negative decimal, null until the call is rated. */
export function priceOf(call: CallRecord): string | null {
  if (call.price !== null) return call.price;
  const isRated = call.endTime !== null && Date.now() - Date.parse(call.endTime) > RATED_AFTER_MS;
  return isRated ? chargeOf(call) : null;
}

/** US dollars, negative, for every minute begun; null while there is nothing to pay for. */
export function recordingPriceOf({ status, durationSeconds }: RecordingRecord): number | null {
  if (status !== "completed" && status !== "deleted") return null;
  return Number((-RECORDED_MINUTE_PRICE * Math.max(1, Math.ceil(durationSeconds / 60))).toFixed(4));
}

/** Rates a call now, as the vendor will have done in an hour. */
export function rate(call: CallRecord, input: unknown): { callSid: string; price: string | null } {
  const { price } = rateInput.parse(input);
  call.price = price ?? chargeOf(call);
  return { callSid: call.sid, price: call.price };
}

/** Every minute begun; attempts that nobody answered cost nothing, and stay without a price. */
function chargeOf(call: CallRecord): string | null {
  if (call.status !== "completed") return null;
  const perMinute = Number(call.direction === "inbound" ? inboundPriceOf(call.to) : outboundPriceOf(call.to));
  return (-perMinute * Math.max(1, Math.ceil((call.durationSeconds ?? 0) / 60))).toFixed(5);
}
