import type { Scope } from "@/db/client";
import { insertModelUse } from "@/db/queries/model-uses";
import { costOf, isExact, type ModelUsage } from "@/lib/providers/openai/prices";
import type { ModelPurpose } from "@/lib/vocabulary";

interface NewModelUse {
  callId: string;
  purpose: ModelPurpose;
  usage: ModelUsage;
  /** Asked with the house's own key: it counts against what the house pays a day for the business. */
  isHouseKey: boolean;
  /** Nothing could be made of the answer; it costs all the same. */
  isFailure?: boolean;
}

/** Keeps what a language model was asked for a call, and adds what it cost to the call. */
export async function recordModelUse(
  scope: Scope,
  { callId, purpose, usage, isHouseKey, isFailure = false }: NewModelUse,
): Promise<void> {
  const { model, inputTokens, outputTokens } = usage;
  await insertModelUse(scope, {
    callId,
    purpose,
    model,
    inputTokens,
    outputTokens,
    costUsd: costOf(usage),
    isEstimated: !isExact(usage),
    isHouseKey,
    isFailure,
  });
}
