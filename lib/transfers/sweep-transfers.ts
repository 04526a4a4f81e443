import { listUnfinishedTransfers, type UnfinishedTransfer } from "@/db/queries/unscoped-transfers";
import { log } from "@/lib/log";
import { advanceTransfer } from "./move-transfer";

/** How many are looked up at once. */
const BATCH = 50;
/** A business whose account answers slowly keeps few others waiting. */
const AT_ONCE = 4;

/**
 * Looks after every transfer that is not over, and after every leg that is not known to be gone: whatever a process that died, or a webhook
 * that never came, has left undone. To the last of them: what cannot be moved, of a business that took its account away, keeps nobody
 * else's caller waiting. Answers whether there may be more at once.
 */
export async function sweepTransfers(stopped: AbortSignal): Promise<boolean> {
  let last: UnfinishedTransfer | undefined;
  do {
    const found: UnfinishedTransfer[] = await listUnfinishedTransfers(BATCH, last);
    for (let at = 0; at < found.length && !stopped.aborted; at += AT_ONCE)
      await Promise.all(found.slice(at, at + AT_ONCE).map(lookAfter));
    last = found.length === BATCH && !stopped.aborted ? found.at(-1) : undefined;
  } while (last);
  return false;
}

async function lookAfter({ tenantId, callId, transferId }: UnfinishedTransfer): Promise<void> {
  await advanceTransfer({ tenantId, actor: "system" }, { callId, transferId }).catch((error: unknown) =>
    log.warn({ err: error, tenantId, callId }, "transfer could not be looked after"),
  );
}
