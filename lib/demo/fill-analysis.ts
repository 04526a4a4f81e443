import { addSeconds } from "date-fns";
import type { Scope } from "@/db/client";
import { keepFindings } from "@/lib/analysis/keep-findings";
import { recordModelUse } from "@/lib/model-uses/record-model-use";
import { costOf } from "@/lib/providers/openai/prices";
import type { CallIntent, CallOutcome } from "@/lib/vocabulary";
import type { DemoBusiness } from "./businesses";

const MODEL = "gpt-6-luna";
/** What the instructions take, and what an analysis is. */
const INSTRUCTIONS_TOKENS = 700;
const ANSWER_TOKENS = 180;
const CHARACTERS_PER_TOKEN = 4;

const INTENTS: Partial<Record<CallOutcome, CallIntent>> = {
  booked: "book",
  confirmed: "confirm",
  rescheduled: "reschedule",
  cancelled: "cancel",
  transferred: "speak_with_person",
};
/** Of a call that sells something. */
const SCORES: Partial<Record<CallOutcome, number>> = {
  booked_demo: 85,
  qualified: 65,
  callback: 40,
  not_interested: 10,
};

/** As if it had been analysed seconds after it ended; kept as the worker keeps it. */
export async function fillAnalysis(
  scope: Scope,
  callId: string,
  {
    dialogue,
    isSale,
    endedAt,
  }: { dialogue: DemoBusiness["dialogues"][number]; isSale: boolean; endedAt: Date },
): Promise<void> {
  const { title, summary, lines } = dialogue;
  const outcome = dialogue.outcome ?? "no_outcome";
  const usage = {
    model: MODEL,
    inputTokens: INSTRUCTIONS_TOKENS + Math.round(lines.join("").length / CHARACTERS_PER_TOKEN),
    outputTokens: ANSWER_TOKENS,
  };
  await recordModelUse(scope, { callId, purpose: "analysis", usage, isHouseKey: false });
  const score = isSale ? (SCORES[outcome] ?? null) : null;
  await keepFindings(scope, callId, {
    source: "openai",
    model: MODEL,
    costUsd: costOf(usage),
    error: null,
    at: addSeconds(endedAt, 8),
    findings: {
      title,
      summary,
      outcome,
      isOutcomeCollected: false,
      intent: isSale ? "sales" : (INTENTS[outcome] ?? "information"),
      qualificationScore: score,
      reasons: score === null ? [] : lines.filter((_, index) => index % 2 === 1).slice(-2),
      sentiment: null,
      followUp: null,
      fields: {},
      confidence: dialogue.outcome === null ? 0.6 : 0.9,
    },
  });
}
