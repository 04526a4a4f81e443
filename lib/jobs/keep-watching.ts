import { setTimeout as wait } from "node:timers/promises";
import { watchCalls } from "@/lib/calls/watch-calls";
import { log } from "@/lib/log";

const PAUSE_MS = 1000;

/** Watches calls until the returned function is called; a queue with its minutes would be too slow for somebody who looks on. */
export function keepWatching(): () => Promise<void> {
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const isMore = await watchCalls().catch((error: unknown) => log.warn({ err: error }, "watch"));
      // Stopping ends the pause too.
      if (!isMore) await wait(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return () => {
    stopped.abort();
    return watching;
  };
}
