import type { z } from "zod";
import type { Scope } from "@/db/client";
import { findAnalysis } from "@/db/queries/analyses";
import { listEventsOfTypes } from "@/db/queries/call-events";
import type { CallAnalysis } from "@/db/schema/analyses";
import type { Call } from "@/db/schema/calls";
import { findOpenAiObstacle } from "@/lib/accounts/credentials";
import { getCall } from "@/lib/calls/get-call";
import { readActorNames } from "@/lib/team/actor-names";
import { isReportAwaited } from "./analyse-call";
import type { AnalysisObstacle, analysisView } from "./schema";
import { shownFindings } from "./shown-analysis";

const NOTHING = {
  state: null,
  obstacle: null,
  source: null,
  findings: null,
  corrected: [],
  correctedBy: null,
  correctedAt: null,
  contradictions: [],
  error: null,
  analysedAt: null,
  model: null,
  costUsd: null,
};

/** What was found in a call, as a person corrected it. Throws `not_found` for a call of another tenant. */
export async function getAnalysis(scope: Scope, callId: string): Promise<z.input<typeof analysisView>> {
  const call = await getCall(scope, callId);
  const analysis = await findAnalysis(scope, callId);
  if (!analysis) return { ...NOTHING, callId };
  const { correctedBy, corrections } = analysis;
  return {
    ...analysis,
    obstacle: await obstacleOf(scope, call, analysis),
    findings: shownFindings(analysis) ?? null,
    corrected: correctedNames(corrections),
    correctedBy: correctedBy === null ? null : (await readActorNames(scope))(correctedBy),
  };
}

/** Of own fields `fields.<name>`. */
function correctedNames({ fields, ...others }: CallAnalysis["corrections"]): string[] {
  return [...Object.keys(others), ...Object.keys(fields ?? {}).map((name) => `fields.${name}`)];
}

/** Why a call rests; null while it is worked on, or once something came of it. */
async function obstacleOf(
  scope: Scope,
  call: Call,
  { state, nextAttemptAt }: CallAnalysis,
): Promise<AnalysisObstacle | null> {
  if (state !== "pending" || nextAttemptAt !== null) return null;
  const reports = await listEventsOfTypes(scope, call.id, ["conversation_reported", "report_missing"]);
  if (isReportAwaited(call, reports)) return "awaiting_report";
  const obstacle = await findOpenAiObstacle(scope);
  if (!obstacle) return "no_words";
  return obstacle === "house_key_spent" ? "house_key_spent" : "no_language_model";
}
