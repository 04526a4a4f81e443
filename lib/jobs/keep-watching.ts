import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";

const PAUSE_MS = 1000;

/**
 * Does the work again and again until the returned function is called; a queue with its minutes would be too slow for somebody who
 * looks on. The work answers whether there may be more of it.
 */
export function keepWatching(
  name: string,
  work: (stopped: AbortSignal) => Promise<boolean>,
): () => Promise<void> {
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const isMore = await work(stopped.signal).catch((error: unknown) => log.warn({ err: error }, name));
      // Stopping ends the pause too.
      if (!isMore) await wait(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return () => {
    stopped.abort();
    return watching;
  };
}
