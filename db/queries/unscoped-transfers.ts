/**
 * As unscoped.ts, for what works for every business at once: transfers. Each query names its reason.
 */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { transferAttempts, transfers } from "../schema/transfers";

export interface UnfinishedTransfer {
  tenantId: TenantId;
  callId: string;
  transferId: string;
  requestedAt: Date;
}

/**
 * Transfers that somebody has to look after, whose business ever it is: open ones, those with a leg that may still ring, and those whose
 * caller Twilio has not yet brought back. Oldest first; `after` the one that was the last of an earlier answer.
 */
export async function listUnfinishedTransfers(
  limit: number,
  after?: Pick<UnfinishedTransfer, "requestedAt" | "transferId">,
): Promise<UnfinishedTransfer[]> {
  const unsettled = systemDatabase()
    .select({ id: transferAttempts.transferId })
    .from(transferAttempts)
    .where(eq(transferAttempts.isSettled, false));
  return systemDatabase()
    .select({
      tenantId: transfers.tenantId,
      callId: transfers.callId,
      transferId: transfers.id,
      requestedAt: transfers.requestedAt,
    })
    .from(transfers)
    .where(
      and(
        after &&
          or(
            gt(transfers.requestedAt, after.requestedAt),
            and(eq(transfers.requestedAt, after.requestedAt), gt(transfers.id, after.transferId)),
          ),
        or(
          isNull(transfers.endedAt),
          inArray(transfers.id, unsettled),
          and(
            eq(transfers.status, "returned_to_agent"),
            isNotNull(transfers.callerSentAt),
            isNull(transfers.callerArrivedAt),
            // Whoever was not brought back by then has hung up.
            sql`${transfers.endedAt} > now() - interval '10 minutes'`,
          ),
        ),
      ),
    )
    .orderBy(asc(transfers.requestedAt), asc(transfers.id))
    .limit(limit);
}
