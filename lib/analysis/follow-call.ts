import type { Scope } from "@/db/client";
import { awaitAnalysis, findAnalysis, updateAnalysis, wakeAnalysis } from "@/db/queries/analyses";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { updateCall } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import type { CallAnalysis } from "@/db/schema/analyses";
import type { Call } from "@/db/schema/calls";
import type { CallEventType } from "@/lib/vocabulary";
import { collectedOf, withCollected } from "./collected";
import { FIRST_WAIT_SECONDS } from "./schedule";
import { settledOutcome } from "./settled-outcome";
import { contradictionsOf, rowChanges, shownFindings } from "./shown-analysis";
import { wantedOf } from "./wanted";

/** What a call that waits for its words waits for. */
const REPORTS: readonly CallEventType[] = ["conversation_reported", "report_missing"];

/**
 * Something became known of a call that is over: if somebody answered it, it is to be analysed; if it waits for the vendor's report, it
 * need not wait longer; if it was analysed, what was found stands in its row, and what was done outweighs it. In the transaction that
 * holds the call. Answers the call as it is then.
 */
export async function followCall(
  inner: Scope,
  call: Call,
  news: readonly { type: CallEventType }[],
): Promise<Call> {
  const analysis = await findAnalysis(inner, call.id);
  if (!analysis) {
    if (wasAnswered(call)) await awaitAnalysis(inner, call.id, FIRST_WAIT_SECONDS);
    return call;
  }
  if (news.some(({ type }) => REPORTS.includes(type))) await takeReport(inner, call, analysis);
  return shownFindings(analysis) ? showAnalysis(inner, call) : call;
}

/** Whether there can be anything to analyse. */
export const wasAnswered = ({ answeredAt, reportedAt }: Call): boolean =>
  answeredAt !== null || reportedAt !== null;

/** What rests need not wait longer; what was found before the report came is completed by what stands in it. */
async function takeReport(
  inner: Scope,
  call: Call,
  { state, nextAttemptAt, findings }: CallAnalysis,
): Promise<void> {
  if (state === "pending" && nextAttemptAt === null) return wakeAnalysis(inner, call.id);
  if (findings === null) return;
  const wanted = await wantedOf(inner, call, await getTenant(inner));
  const collected = collectedOf(await listEventsOfTypes(inner, call.id, ["conversation_reported"]), wanted);
  await updateAnalysis(inner, call.id, { findings: withCollected(findings, collected) });
}

/** Puts what was found, and what a person made of it, into the row of the call. In the transaction that holds it. */
export async function showAnalysis(inner: Scope, call: Call): Promise<Call> {
  const analysis = await findAnalysis(inner, call.id);
  if (!analysis) return call;
  const settled = settledOutcome(
    await listEventsOfTypes(inner, call.id, ["result_reported", "message_left"]),
  );
  const changes = rowChanges(call, analysis, settled);
  await updateCall(inner, call.id, changes);
  await updateAnalysis(inner, call.id, { contradictions: contradictionsOf(analysis, settled) });
  return { ...call, ...changes };
}
