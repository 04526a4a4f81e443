import { and, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type CallAnalysis, callAnalyses } from "../schema/analyses";

const isOf = (scope: Scope, callId: string) =>
  and(eq(callAnalyses.tenantId, scope.tenantId), eq(callAnalyses.callId, callId));

export async function findAnalysis(scope: Scope, callId: string): Promise<CallAnalysis | undefined> {
  const [row] = await scoped(scope, (tx) => tx.select().from(callAnalyses).where(isOf(scope, callId)));
  return row;
}

/** Says that a call is to be analysed in so many seconds; null: whenever somebody asks for it. Changes nothing where that was said before. */
export async function awaitAnalysis(scope: Scope, callId: string, inSeconds: number | null): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(callAnalyses)
      .values({
        tenantId: scope.tenantId,
        callId,
        nextAttemptAt:
          inSeconds === null ? null : sql`clock_timestamp() + make_interval(secs => ${inSeconds})`,
      })
      .onConflictDoNothing(),
  );
}

/** To be done now, and as often as for the first time. */
export async function wakeAnalysis(scope: Scope, callId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(callAnalyses)
      .set({ state: "pending", attempts: 0, error: null, nextAttemptAt: sql`clock_timestamp()` })
      .where(isOf(scope, callId)),
  );
}

export async function updateAnalysis(
  scope: Scope,
  callId: string,
  change: Partial<Omit<CallAnalysis, "tenantId" | "callId">>,
): Promise<void> {
  await scoped(scope, (tx) => tx.update(callAnalyses).set(change).where(isOf(scope, callId)));
}
