import type { Scope } from "@/db/client";
import { findAnalysis } from "@/db/queries/analyses";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { listCallModels, SPEECH_COST } from "@/db/queries/model-uses";
import type { Call } from "@/db/schema/calls";
import { getCall } from "@/lib/calls/get-call";
import type { CallCosts, CostPart } from "./schema";

/** What a call cost, by vendor, as far as the vendors have told. Throws `not_found` for a call of another tenant. */
export async function getCallCosts(scope: Scope, callId: string): Promise<CallCosts> {
  const call = await getCall(scope, callId);
  const [modelUses, awaited] = await Promise.all([listCallModels(scope, callId), awaitedParts(scope, call)]);
  const parts = [call.costTwilioUsd, call.costElevenLabsUsd, call.costOpenAiUsd];
  return {
    twilioUsd: call.costTwilioUsd,
    elevenLabsUsd: call.costElevenLabsUsd,
    openAiUsd: call.costOpenAiUsd,
    totalUsd: sumOf(parts.filter((part) => part !== null)),
    awaited,
    estimated: [
      ...(SPEECH_COST in call.conversationCostsUsd ? (["elevenlabs"] as const) : []),
      ...(modelUses.some(({ isEstimated }) => isEstimated) ? (["openai"] as const) : []),
    ],
    modelUses,
  };
}

/** Each vendor bills on its own and later. */
async function awaitedParts(scope: Scope, call: Call): Promise<CostPart[]> {
  const isCarried = call.mode === "native" || call.elevenLabsConversationId !== null;
  const [given, analysis] = await Promise.all([
    listEventsOfTypes(scope, call.id, ["conversation_reported", "report_missing"]),
    findAnalysis(scope, call.id),
  ]);
  return [
    ...(call.costTwilioUsd === null && call.twilioCallSid !== null ? (["twilio"] as const) : []),
    ...(isCarried && call.costElevenLabsUsd === null && given.length === 0 ? (["elevenlabs"] as const) : []),
    ...(analysis?.state === "pending" && analysis.nextAttemptAt !== null ? (["openai"] as const) : []),
  ];
}

/** As many as the price of one token has. */
const PARTS_PER_USD = 1e8;

/** Decimal text, without the rounding of binary fractions. */
function sumOf(amounts: readonly string[]): string {
  const sum = amounts.reduce((total, amount) => total + Math.round(Number(amount) * PARTS_PER_USD), 0);
  return (sum / PARTS_PER_USD).toFixed(8);
}
