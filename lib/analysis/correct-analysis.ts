import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { awaitAnalysis, findAnalysis, updateAnalysis } from "@/db/queries/analyses";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { getTenant, writeAudit } from "@/db/queries/team";
import type { CallAnalysis } from "@/db/schema/analyses";
import type { AnalysisField } from "@/db/schema/tenants";
import { AppError } from "@/lib/errors";
import { valueShape } from "./answer-shape";
import { showAnalysis } from "./follow-call";
import { getAnalysis } from "./get-analysis";
import { tellAnalysis } from "./keep-findings";
import type { AnalysisPatch, analysisView } from "./schema";

type Corrections = CallAnalysis["corrections"];

/**
 * Puts a person's words in the place of what was found, or takes them back; they are the truth, also when the call is analysed again.
 * Throws `not_found` for a call of another tenant, `conflict` while it goes on, `invalid` for a field the business does not have.
 */
export async function correctAnalysis(
  scope: Scope,
  callId: string,
  patch: AnalysisPatch,
): Promise<z.input<typeof analysisView>> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    if (call.endedAt === null) throw new AppError("conflict", "call_not_over");
    checkFields(patch.fields, (await getTenant(inner)).analysisFields);
    await awaitAnalysis(inner, callId, null);
    const known = (await findAnalysis(inner, callId))?.corrections ?? {};
    const corrections = corrected(known, patch);
    const isAny = Object.keys(corrections).length > 0;
    await updateAnalysis(inner, callId, {
      corrections,
      correctedBy: isAny ? inner.actor : null,
      correctedAt: isAny ? new Date() : null,
    });
    // What was said stays out of it: the audit outlives an erased contact.
    await writeAudit(inner, {
      action: "analysis.correct",
      subject: callId,
      details: { fields: Object.keys(patch) },
    });
    await tellAnalysis(inner, await showAnalysis(inner, call));
    await notifyTenant(inner, { type: "call", callId, status: call.status, ended: true });
    return getAnalysis(inner, callId);
  });
}

function checkFields(said: AnalysisPatch["fields"], fields: readonly AnalysisField[]): void {
  for (const [name, value] of Object.entries(said ?? {})) {
    const field = fields.find((each) => each.name === name);
    if (value === null || (field && valueShape(field).safeParse(value).success)) continue;
    throw new AppError("invalid", `field ${name}`, { [`fields.${name}`]: field ? "invalid" : "not_yours" });
  }
}

/** Nothing takes a correction back. */
function corrected({ fields: knownFields, ...known }: Corrections, patch: AnalysisPatch): Corrections {
  const { fields: saidFields, ...said } = patch;
  const isSomething = ([, value]: [string, unknown]) => value !== null && value !== undefined && value !== "";
  const others = Object.fromEntries(Object.entries({ ...known, ...said }).filter(isSomething));
  const fields = Object.fromEntries(Object.entries({ ...knownFields, ...saidFields }).filter(isSomething));
  return { ...others, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
}
