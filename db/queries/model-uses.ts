import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { calls } from "../schema/calls";
import { modelUses } from "../schema/replies";
import { notifyTenant } from "./calls";

export type ModelUse = typeof modelUses.$inferSelect;

/** Keeps the use and adds its cost to its call, in one transaction. Added, not summed anew: two at once would each miss the other. */
export async function insertModelUse(
  scope: Scope,
  use: Omit<ModelUse, "tenantId" | "id" | "callId" | "at" | "costUsd"> & { callId: string; costUsd: string },
): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx.insert(modelUses).values({ ...use, tenantId: scope.tenantId });
    await tx
      .update(calls)
      .set({ costOpenAiUsd: sql`coalesce(${calls.costOpenAiUsd}, 0) + ${use.costUsd}::numeric` })
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, use.callId)));
  });
}

/** What was asked during a call and after it, by purpose and model; `isEstimated` where any of it is. */
export async function listCallModels(
  scope: Scope,
  callId: string,
): Promise<
  (Pick<ModelUse, "purpose" | "model" | "inputTokens" | "outputTokens" | "isEstimated"> & {
    questions: number;
  })[]
> {
  const { purpose, model, inputTokens, outputTokens, isEstimated } = modelUses;
  return scoped(scope, (tx) =>
    tx
      .select({
        purpose,
        model,
        questions: sql<number>`count(*)::int`,
        inputTokens: sql<number>`sum(${inputTokens})::int`,
        outputTokens: sql<number>`sum(${outputTokens})::int`,
        isEstimated: sql<boolean>`bool_or(${isEstimated})`,
      })
      .from(modelUses)
      .where(and(eq(modelUses.tenantId, scope.tenantId), eq(modelUses.callId, callId)))
      .groupBy(purpose, model)
      .orderBy(asc(purpose), asc(model)),
  );
}

/** What the house paid for the business's questions in the last 24 hours, in US dollars: no day of a time zone that the business may change. */
export async function readHouseSpending(scope: Scope): Promise<number> {
  const { tenantId, at, isHouseKey, costUsd } = modelUses;
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ spentUsd: sql<string>`coalesce(sum(${costUsd}), 0)` })
      .from(modelUses)
      .where(and(eq(tenantId, scope.tenantId), isHouseKey, gt(at, sql`now() - interval '24 hours'`))),
  );
  return Number(row?.spentUsd ?? 0);
}

/** In `calls.conversationCostsUsd`, beside the conversations; no id of the vendor's is this word. */
export const SPEECH_COST = "speech";

/**
 * Adds to what speech by turns cost the call. In one statement: whoever records an event of the call holds the row meanwhile, and works out the
 * sum of all conversations anew (lib/calls/facts.ts). What comes after the end, because somebody was interrupted, is told to open screens.
 */
export async function addSpeechCost(scope: Scope, callId: string, usd: string): Promise<void> {
  const { conversationCostsUsd: costs, costElevenLabsUsd, status, endedAt } = calls;
  const spoken = sql`(coalesce((${costs}->>${SPEECH_COST})::numeric, 0) + ${usd}::numeric)::text`;
  await scoped(scope, async (tx) => {
    const [call] = await tx
      .update(calls)
      .set({
        conversationCostsUsd: sql`${costs} || jsonb_build_object(${SPEECH_COST}::text, ${spoken})`,
        costElevenLabsUsd: sql`coalesce(${costElevenLabsUsd}, 0) + ${usd}::numeric`,
      })
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, callId)))
      .returning({ status, endedAt });
    if (call && call.endedAt !== null)
      await notifyTenant(
        { ...scope, transaction: tx },
        { type: "call", callId, status: call.status, ended: true },
      );
  });
}
