/**
 * As unscoped.ts, for what works for every business at once: the analysis of calls that are over. Each query names its reason.
 */
import { and, asc, inArray, lte, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { callAnalyses } from "../schema/analyses";

export interface ClaimedAnalysis {
  tenantId: TenantId;
  callId: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The calls of every business that are to be analysed now, the longest waiting first. A claim counts as an attempt and puts the next one
 * `leaseSeconds` off, so that what a dead worker held is taken again. The system role sees nothing of what was found.
 */
export async function claimDueAnalyses(limit: number, leaseSeconds: number): Promise<ClaimedAnalysis[]> {
  const { tenantId, callId, attempts, nextAttemptAt } = callAnalyses;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ tenantId, callId })
      .from(callAnalyses)
      .where(lte(nextAttemptAt, sql`clock_timestamp()`))
      .orderBy(asc(nextAttemptAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(callAnalyses)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(
        // The key begins with the business.
        and(
          inArray(tenantId, [...new Set(due.map((each) => each.tenantId))]),
          inArray(
            callId,
            due.map((each) => each.callId),
          ),
        ),
      )
      .returning({ tenantId, callId, attempts });
  });
}
