import { setTimeout as wait } from "node:timers/promises";
import { type ClaimedDelivery, claimDueDeliveries } from "@/db/queries/unscoped-deliveries";
import { log } from "@/lib/log";
import { sendDelivery } from "./send-delivery";

const PAUSE_MS = 1000;
const AT_ONCE = 10;
/** One receiver that is slow must not keep the others waiting, nor be overrun. */
const AT_ONCE_PER_ENDPOINT = 2;
/** Longer than an attempt lasts; when a worker dies, another one tries again after it. */
const LEASE_SECONDS = 60;

/** Tells the businesses' own systems what happened, until the returned function is called; attempts under way are waited for. */
export function keepDelivering(): () => Promise<void> {
  const stopped = new AbortController();
  const underWay = new Map<Promise<void>, string>();

  async function takeMore(): Promise<boolean> {
    const free = AT_ONCE - underWay.size;
    if (free === 0) return false;
    const claimed = await claimDueDeliveries({
      limit: free,
      perEndpoint: AT_ONCE_PER_ENDPOINT,
      busy: [...new Set(underWay.values())],
      leaseSeconds: LEASE_SECONDS,
    });
    for (const delivery of claimed) {
      const attempt = deliver(delivery).finally(() => underWay.delete(attempt));
      underWay.set(attempt, delivery.endpointId);
    }
    return claimed.length === free;
  }

  const delivering = (async () => {
    while (!stopped.signal.aborted) {
      const isMore = await takeMore().catch((error: unknown) => {
        log.warn({ err: error }, "webhooks");
        return false;
      });
      if (isMore) continue;
      // Until something is over, something new may be due, or the end.
      const pause = wait(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      await Promise.race([pause, ...underWay.keys()]);
    }
    await Promise.all(underWay.keys());
  })();
  return () => {
    stopped.abort();
    return delivering;
  };
}

async function deliver({ tenantId, id, attempts }: ClaimedDelivery): Promise<void> {
  try {
    await sendDelivery({ tenantId, actor: "system" }, { deliveryId: id, attempt: attempts });
  } catch (error) {
    // The lease ends, and it is tried again.
    log.warn({ err: error, tenantId, deliveryId: id }, "webhook not sent");
  }
}
