import { listen } from "@/db/client";
import { log } from "@/lib/log";
import type { LiveMessage } from "@/lib/calls/schema";

type Subscriber = (message: LiveMessage) => void;

interface Feed {
  subscribers: Map<string, Set<Subscriber>>;
  started?: Promise<void>;
  closers: Set<() => void>;
}

// One LISTEN per process, however many copies of this module Next makes.
const shared = globalThis as typeof globalThis & { centralitaFeed?: Feed };

function feed(): Feed {
  shared.centralitaFeed ??= { subscribers: new Map(), closers: new Set() };
  return shared.centralitaFeed;
}

/** Calls `receive` for everything that happens to the tenant, until the returned function is called. */
export async function subscribe(tenantId: string, receive: Subscriber): Promise<() => void> {
  const current = feed();
  current.started ??= start(current).catch((error: unknown) => {
    delete current.started;
    throw error;
  });
  await current.started;
  const subscribers = current.subscribers.get(tenantId) ?? new Set();
  current.subscribers.set(tenantId, subscribers.add(receive));
  return () => {
    subscribers.delete(receive);
    if (subscribers.size === 0) current.subscribers.delete(tenantId);
  };
}

async function start(current: Feed): Promise<void> {
  let listening = false;
  await listen(
    "centralita_live",
    (payload) => {
      const { tenantId, message } = JSON.parse(payload) as { tenantId: string; message: LiveMessage };
      for (const receive of current.subscribers.get(tenantId) ?? []) receive(message);
    },
    () => {
      // Called for the first subscription too. What was said while PostgreSQL was away nobody will repeat.
      if (!listening) {
        listening = true;
        return;
      }
      log.info("listening again after the database was away");
      for (const subscribers of current.subscribers.values()) {
        for (const receive of subscribers) receive({ type: "resync" });
      }
    },
  );
}

/** Streams held open would keep a stopping server alive for ever: whoever opens one says here how to close it. */
export function closeOnShutdown(close: () => void): () => void {
  feed().closers.add(close);
  return () => feed().closers.delete(close);
}

export function closeFeeds(): void {
  for (const close of feed().closers) close();
}
