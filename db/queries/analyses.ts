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

/**
 * Calls of the last days that rest although somebody spoke in them: to be analysed one a second, the newest first, so that what ends meanwhile
 * need not wait for all of them. Answers how many.
 */
export async function wakeRestingAnalyses(
  scope: Scope,
  { days, limit }: { days: number; limit: number },
): Promise<number> {
  const woken = await scoped(scope, (tx) =>
    tx.execute(sql`
      update call_analyses
      set attempts = 0, next_attempt_at = clock_timestamp() + make_interval(secs => resting.place)
      from (
        select calls.id, row_number() over (order by calls.ended_at desc) as place
        from call_analyses
        join calls on calls.tenant_id = call_analyses.tenant_id and calls.id = call_analyses.call_id
        where call_analyses.tenant_id = ${scope.tenantId}
          and call_analyses.state = 'pending'
          and call_analyses.next_attempt_at is null
          and calls.ended_at > now() - make_interval(days => ${days})
          and exists (
            select 1 from turns
            where turns.tenant_id = calls.tenant_id and turns.call_id = calls.id
              and turns.role = 'caller' and turns.text <> ''
          )
        order by calls.ended_at desc
        limit ${limit}
      ) resting
      where call_analyses.tenant_id = ${scope.tenantId}
        and call_analyses.call_id = resting.id
        and call_analyses.next_attempt_at is null
      returning call_id`),
  );
  return woken.length;
}
