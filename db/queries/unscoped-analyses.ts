/**
 * As unscoped.ts, for what works for every business at once: the analysis of calls that are over. Each query names its reason.
 */
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { callAnalyses } from "../schema/analyses";
import { calls } from "../schema/calls";
import { claimDue } from "./claim-due";

export interface ClaimedAnalysis {
  tenantId: TenantId;
  callId: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/** The worker analyses the calls of every business; it sees nothing of what was found before. */
export function claimDueAnalyses(limit: number, leaseSeconds: number): Promise<ClaimedAnalysis[]> {
  return claimDue(
    { table: "call_analyses", key: { callId: "call_id" }, isOpen: sql`next_attempt_at is not null` },
    { limit, leaseSeconds },
  );
}

/** Businesses with calls of the last days that rest unanalysed: whether they can be analysed by now is each business's to say. */
export async function listTenantsWithRestingAnalyses(days: number): Promise<TenantId[]> {
  const { tenantId, callId, state, nextAttemptAt } = callAnalyses;
  const rows = await systemDatabase()
    .selectDistinct({ tenantId })
    .from(callAnalyses)
    .innerJoin(calls, and(eq(calls.tenantId, tenantId), eq(calls.id, callId)))
    .where(
      and(
        eq(state, "pending"),
        isNull(nextAttemptAt),
        gt(calls.endedAt, sql`now() - make_interval(days => ${days})`),
      ),
    );
  return rows.map((row) => row.tenantId);
}
