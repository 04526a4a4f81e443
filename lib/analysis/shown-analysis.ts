import type { AnalysisFindings, CallAnalysis, Contradiction } from "@/db/schema/analyses";
import type { Call } from "@/db/schema/calls";
import type { CallOutcome } from "@/lib/vocabulary";
import { isSettled } from "./settled-outcome";

type Analysis = Pick<CallAnalysis, "findings" | "corrections">;

/** What the house has on record when it was done. Without that it was not done, whatever was said in the call. */
const DEEDS: ReadonlySet<CallOutcome> = new Set([
  "booked",
  "confirmed",
  "rescheduled",
  "cancelled",
  "transferred",
  "message_taken",
  "opted_out",
]);

/** Two words for one thing: who was promised to be called back has left a message. */
const SAME: readonly (readonly [CallOutcome, CallOutcome])[] = [["message_taken", "callback"]];

/** What was found, with what a person put in its place; undefined while there is neither. */
export function shownFindings({ findings, corrections }: Analysis): Partial<AnalysisFindings> | undefined {
  if (findings === null && Object.keys(corrections).length === 0) return undefined;
  return {
    ...findings,
    ...corrections,
    fields: { ...findings?.fields, ...corrections.fields },
  };
}

/** What the analysis says otherwise than what was done. */
export function contradictionsOf(analysis: Analysis, settled: CallOutcome | null): Contradiction[] {
  const said = analysis.findings?.outcome;
  if (said === undefined || said === "no_outcome") return [];
  const is = isSettled(settled) ? settled : "no_outcome";
  if (said === is || SAME.some((pair) => pair.includes(said) && pair.includes(is))) return [];
  return isSettled(settled) || !isBelieved(analysis, said) ? [{ field: "outcome", said, is }] : [];
}

/**
 * What the call was good for: what a person says of it, else what was done in it, else what the analysis makes of it. A model that says
 * that something was done is not believed; what a business has its own agent at ElevenLabs collect is.
 */
export function outcomeOf(analysis: Analysis, settled: CallOutcome | null): CallOutcome | null {
  const { findings, corrections } = analysis;
  if (corrections.outcome !== undefined) return corrections.outcome;
  if (isSettled(settled) || findings === null) return settled;
  return isBelieved(analysis, findings.outcome) ? findings.outcome : "no_outcome";
}

const isBelieved = ({ findings }: Analysis, said: CallOutcome) =>
  !DEEDS.has(said) || findings?.isOutcomeCollected === true;

export type AnalysedPart = Pick<
  Call,
  "title" | "summary" | "outcome" | "qualificationScore" | "sentiment" | "intent"
>;

/** What the row of the call says of it; only what differs. Empty while there is nothing to say. */
export function rowChanges(
  call: AnalysedPart,
  analysis: Analysis,
  settled: CallOutcome | null,
): Partial<AnalysedPart> {
  const shown = shownFindings(analysis);
  if (!shown) return {};
  const wanted: AnalysedPart = {
    title: shown.title ?? call.title,
    summary: shown.summary ?? call.summary,
    outcome: outcomeOf(analysis, settled),
    qualificationScore: shown.qualificationScore ?? null,
    sentiment: shown.sentiment ?? null,
    intent: shown.intent ?? null,
  };
  const names = Object.keys(wanted) as (keyof AnalysedPart)[];
  return Object.fromEntries(
    names.filter((name) => wanted[name] !== call[name]).map((name) => [name, wanted[name]]),
  );
}
