import type { Scope } from "@/db/client";
import { insertModelUse } from "@/db/queries/model-uses";
import { costOf, type ModelUsage } from "@/lib/providers/openai/prices";
import type { ModelPurpose } from "@/lib/vocabulary";

interface NewModelUse {
  callId: string;
  purpose: ModelPurpose;
  usage: ModelUsage;
  /** Nothing could be made of the answer; it costs all the same. */
  isFailure?: boolean;
}

/** Keeps what a language model was asked for a call, and adds what it cost to the call. */
export async function recordModelUse(
  scope: Scope,
  { callId, purpose, usage, isFailure = false }: NewModelUse,
): Promise<void> {
  await insertModelUse(scope, { callId, purpose, ...usage, costUsd: costOf(usage), isFailure });
}
