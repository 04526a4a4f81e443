import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant, updateCall } from "@/db/queries/calls";
import { claimUnpricedCalls } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { fetchTwilioCall } from "@/lib/providers/twilio/calls";

const BATCH = 100;
/** Every call is asked about at least once, so a run works off what a busy house has done since the last one. */
const MAX_BATCHES = 50;
const AT_ONCE = 4;

/** Asks Twilio what calls cost that it had not rated yet (twilio.md §10). Answers how many prices there were. */
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
  const found = await fetchTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid ?? "");
  const costTwilioUsd = found?.priceUsd ?? null;
  if (costTwilioUsd === null) return false;
  await withTransaction(scope, async (inner) => {
    await updateCall(inner, call.id, { costTwilioUsd });
    await notifyTenant(inner, { type: "call", callId: call.id, status: call.status, ended: true });
  });
  return true;
}
