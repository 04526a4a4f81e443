import { and, asc, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { calls } from "../schema/calls";
import { modelUses } from "../schema/replies";

export type ModelUse = typeof modelUses.$inferSelect;

/** Keeps the use and adds its cost to its call, in one transaction. Added, not summed anew: two at once would each miss the other. */
export async function insertModelUse(
  scope: Scope,
  use: Pick<
    ModelUse,
    "callId" | "purpose" | "model" | "inputTokens" | "outputTokens" | "costUsd" | "isFailure"
  >,
): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx.insert(modelUses).values({ ...use, tenantId: scope.tenantId });
    if (use.costUsd === null) return;
    await tx
      .update(calls)
      .set({ costOpenAiUsd: sql`coalesce(${calls.costOpenAiUsd}, 0) + ${use.costUsd}::numeric` })
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, use.callId)));
  });
}

/** What was asked during a call and after it, by purpose and model. The cost is null where nobody told the price of the model. */
export async function listCallModels(
  scope: Scope,
  callId: string,
): Promise<
  (Pick<ModelUse, "purpose" | "model" | "inputTokens" | "outputTokens" | "costUsd"> & { questions: number })[]
> {
  const { purpose, model, inputTokens, outputTokens, costUsd } = modelUses;
  return scoped(scope, (tx) =>
    tx
      .select({
        purpose,
        model,
        questions: sql<number>`count(*)::int`,
        inputTokens: sql<number>`sum(${inputTokens})::int`,
        outputTokens: sql<number>`sum(${outputTokens})::int`,
        costUsd: sql<string | null>`sum(${costUsd})::text`,
      })
      .from(modelUses)
      .where(and(eq(modelUses.tenantId, scope.tenantId), eq(modelUses.callId, callId)))
      .groupBy(purpose, model)
      .orderBy(asc(purpose), asc(model)),
  );
}
