import { type Scope, withTransaction } from "@/db/client";
import { findAnalysis, updateAnalysis } from "@/db/queries/analyses";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { lockCall } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import type { AnalysisFindings } from "@/db/schema/analyses";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { emitEvent } from "@/lib/outgoing/emit-event";
import type { AnalysisSource } from "@/lib/vocabulary";
import { collectedOf, withCollected } from "./collected";
import { keepFollowUp } from "./keep-follow-up";
import { analysedEvent } from "./schema";
import { shownFindings } from "./shown-analysis";
import { wantedOf } from "./wanted";

export interface Found {
  source: AnalysisSource;
  findings: AnalysisFindings;
  model: string | null;
  /** Decimal US dollars; null: nothing was paid for it. */
  costUsd: string | null;
  /** Why another one did not make it. */
  error: string | null;
  /** Absent: now. */
  at?: Date | undefined;
}

/**
 * Puts what was found on record: the row of the call says it, what was promised becomes a task, open screens and the business's own
 * systems learn of it. What a person corrected stays. Nothing happens where the call is gone.
 */
export async function keepFindings(scope: Scope, callId: string, found: Found): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) return;
    const { at: analysedAt = new Date(), ...kept } = found;
    const wanted = await wantedOf(inner, call, await getTenant(inner));
    // The report may have come while another model was asked.
    const collected = collectedOf(await listEventsOfTypes(inner, callId, ["conversation_reported"]), wanted);
    await updateAnalysis(inner, callId, {
      ...kept,
      findings: withCollected(found.findings, collected),
      state: "done",
      nextAttemptAt: null,
      analysedAt,
    });
    const shownIn = await recordCallEvents(inner, callId, [
      {
        source: found.source,
        externalKey: `analysis:${analysedAt.toISOString()}`,
        type: "analysed",
        occurredAt: analysedAt,
        payload: { model: found.model },
      },
    ]);
    await tellAnalysis(inner, shownIn);
  });
}

/** What was promised becomes a task, and the business's own systems learn what stands now. In the transaction that holds the call. */
export async function tellAnalysis(inner: Scope, call: Call): Promise<void> {
  const analysis = await findAnalysis(inner, call.id);
  const shown = analysis && shownFindings(analysis);
  if (!shown) return;
  if (shown.followUp) await keepFollowUp(inner, call, shown.followUp);
  const { id: callId, outcome } = call;
  await emitEvent(
    inner,
    "call.analysed",
    analysedEvent.parse({ ...shown, callId, outcome, source: analysis.source }),
  );
}
