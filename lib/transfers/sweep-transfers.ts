import { listUnfinishedTransfers } from "@/db/queries/unscoped-work";
import { log } from "@/lib/log";
import { advanceTransfer } from "./move-transfer";

const BATCH = 50;

/**
 * Looks after every transfer that is not over, and after every leg that is not known to be gone: whatever a process that died, or a webhook
 * that never came, has left undone. Answers whether there may be more at once.
 */
export async function sweepTransfers(stopped: AbortSignal): Promise<boolean> {
  const found = await listUnfinishedTransfers(BATCH);
  for (const { tenantId, callId, transferId } of found) {
    if (stopped.aborted) return false;
    await advanceTransfer({ tenantId, actor: "system" }, { callId, transferId }).catch((error: unknown) =>
      log.warn({ err: error, tenantId, callId }, "transfer could not be looked after"),
    );
  }
  return false;
}
