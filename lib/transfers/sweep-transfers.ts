import { listUnfinishedTransfers, type UnfinishedTransfer } from "@/db/queries/unscoped-work";
import { log } from "@/lib/log";
import { advanceTransfer } from "./move-transfer";

/** How many are looked up at once. */
const BATCH = 50;

/**
 * Looks after every transfer that is not over, and after every leg that is not known to be gone: whatever a process that died, or a webhook
 * that never came, has left undone. To the last of them: what cannot be moved, of a business that took its account away, keeps nobody
 * else's caller waiting. Answers whether there may be more at once.
 */
export async function sweepTransfers(stopped: AbortSignal): Promise<boolean> {
  let last: UnfinishedTransfer | undefined;
  do {
    const found: UnfinishedTransfer[] = await listUnfinishedTransfers(BATCH, last);
    for (const { tenantId, callId, transferId } of found) {
      if (stopped.aborted) return false;
      await advanceTransfer({ tenantId, actor: "system" }, { callId, transferId }).catch((error: unknown) =>
        log.warn({ err: error, tenantId, callId }, "transfer could not be looked after"),
      );
    }
    last = found.length === BATCH ? found.at(-1) : undefined;
  } while (last);
  return false;
}
