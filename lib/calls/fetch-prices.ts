import { addHours, isBefore } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant, updateCall } from "@/db/queries/calls";
import { listLegSids } from "@/db/queries/transfers";
import { claimUnpricedCalls } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { fetchTwilioCall, type TwilioCall } from "@/lib/providers/twilio/calls";

const BATCH = 100;
/** Every call is asked about at least once, so a run works off what a busy house has done since the last one. */
const MAX_BATCHES = 50;
const AT_ONCE = 4;
/** Twilio's own words. */
const UNANSWERED = new Set(["busy", "failed", "no-answer", "canceled"]);
/** After so long the price of the call does not wait for that of an advisor's telephone. */
const LEG_HOURS = 6;

/**
 * Asks Twilio what calls cost that it had not rated yet (twilio.md §10), with the telephones of advisors that were rung for them. Answers how many
 * prices there were.
 */
export async function fetchPrices(): Promise<number> {
  let priced = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const claimed = await claimUnpricedCalls(BATCH);
    const isLast = claimed.length < BATCH;
    priced += await fetchBatch(claimed);
    if (isLast) break;
  }
  return priced;
}

async function fetchBatch(waiting: Call[]): Promise<number> {
  let priced = 0;
  const takeNext = async (): Promise<void> => {
    for (let call = waiting.pop(); call; call = waiting.pop()) {
      try {
        if (await fetchPrice({ tenantId: call.tenantId, actor: "system" }, call)) priced += 1;
      } catch (error) {
        log.warn({ err: error, tenantId: call.tenantId, callId: call.id }, "price could not be fetched");
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  return priced;
}

async function fetchPrice(scope: Scope, call: Call): Promise<boolean> {
  const credentials = await getTwilioCredentials(scope);
  const own = await fetchTwilioCall(credentials, call.twilioCallSid ?? "");
  if (!own || own.priceUsd === null) return false;
  const prices = [own.priceUsd];
  for (const sid of await listLegSids(scope, call.id)) {
    const price = legPrice(await fetchTwilioCall(credentials, sid));
    if (price !== undefined) prices.push(price);
    else if (call.endedAt !== null && isBefore(addHours(call.endedAt, LEG_HOURS), new Date())) continue;
    else return false;
  }
  const costTwilioUsd = (prices.reduce((sum, price) => sum + toMicros(price), 0) / 1e6).toFixed(6);
  await withTransaction(scope, async (inner) => {
    await updateCall(inner, call.id, { costTwilioUsd });
    await notifyTenant(inner, { type: "call", callId: call.id, status: call.status, ended: true });
  });
  return true;
}

/** Undefined while it may still come; nobody pays for a telephone that was not picked up, which Twilio never rates (twilio.md §3.1). */
function legPrice(leg: TwilioCall | undefined): string | undefined {
  if (leg?.priceUsd != null) return leg.priceUsd;
  return leg === undefined || UNANSWERED.has(leg.status) ? "0" : undefined;
}

const toMicros = (usd: string) => Math.round(Number(usd) * 1e6);
