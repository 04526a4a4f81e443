import { setTimeout as wait } from "node:timers/promises";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { type ImportCounts, touchImport } from "@/db/queries/contact-imports";
import type { ContactImport } from "@/db/schema/contacts";
import { log } from "@/lib/log";

const BEAT_MS = 500;

/** The run must end: somebody cancelled it, another worker has it now, or this process is about to stop. */
export class Stopped extends Error {
  readonly reason: "canceled" | "lost" | "stopping";

  constructor(reason: Stopped["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

export interface Heart {
  /** Throws Stopped when the run must end. */
  requireBeating(): void;
  /** After this it touches the import no more. */
  stop(): Promise<void>;
}

/**
 * Says twice a second, in transactions of its own, that the import is alive and how far it is: the rows themselves are seen by nobody
 * before they are committed.
 */
export function startHeart(
  scope: Scope,
  { id, claimId }: Pick<ContactImport, "id"> & { claimId: string },
  { counts, stopped }: { counts: ImportCounts; stopped: AbortSignal },
): Heart {
  const ended = new AbortController();
  const found: { reason?: Stopped["reason"] } = {};
  const beat = async () => {
    const touched = await withTransaction(scope, async (inner) => {
      const row = await touchImport(inner, id, { claimId, counts });
      await notifyTenant(inner, { type: "import", importId: id });
      return row;
    });
    if (!touched) found.reason = "lost";
    else if (touched.isCanceled) found.reason = "canceled";
  };
  const beating = (async () => {
    while (!ended.signal.aborted && found.reason === undefined) {
      // A beat that fails is made up for by the next; too many, and another worker takes over.
      await beat().catch((error: unknown) => log.warn({ err: error, importId: id }, "import heartbeat"));
      await wait(BEAT_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    requireBeating() {
      if (found.reason) throw new Stopped(found.reason);
      if (stopped.aborted) throw new Stopped("stopping");
    },
    async stop() {
      ended.abort();
      await beating;
    },
  };
}
