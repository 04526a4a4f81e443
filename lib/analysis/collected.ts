import { z } from "zod";
import type { AnalysisFindings } from "@/db/schema/analyses";
import type { CallEvent } from "@/db/schema/calls";
import { CALL_INTENTS, SENTIMENTS } from "@/lib/vocabulary";
import { valueShape, type Wanted } from "./answer-shape";
import { oneLine, readValue } from "./read-answer";
import { readOutcome } from "./settled-outcome";

/** What ElevenLabs found in the conversations of a call (elevenlabs.md §4.2): its summary, and what the business has it collect. */
export interface Collected {
  title: string | null;
  summary: string | null;
  values: Partial<
    Pick<AnalysisFindings, "outcome" | "intent" | "qualificationScore" | "sentiment" | "followUp">
  >;
  fields: AnalysisFindings["fields"];
}

const MAX_SUMMARY = 2000;
const MAX_TITLE = 120;

const item = z.object({ value: z.unknown() });
const points = z.number().int().min(0).max(100);
/** A text with nothing in it is no points, not none. */
const score = z.union([
  points,
  z
    .string()
    .trim()
    .regex(/^\d+(?:\.0+)?$/)
    .transform(Number)
    .pipe(points),
]);
const text = z.string().trim().min(1).max(2000);

/** Of several conversations the last one tells how the call ended; values that are of another kind than they should be are left out. */
export function collectedOf(
  events: readonly Pick<CallEvent, "type" | "payload">[],
  wanted: Wanted,
): Collected {
  const reports = events.filter(({ type }) => type === "conversation_reported");
  const last = reports.at(-1)?.payload;
  const said = new Map<string, unknown>();
  for (const { payload } of reports) {
    for (const [name, found] of Object.entries(
      z.record(z.string(), item).safeParse(payload["dataCollection"]).data ?? {},
    ))
      if (found.value != null) said.set(name.toLowerCase(), found.value);
  }
  return {
    title: textOf(last?.["title"], MAX_TITLE),
    summary: textOf(last?.["summary"], MAX_SUMMARY),
    values: valuesOf(said, wanted),
    fields: Object.fromEntries(
      wanted.fields.flatMap((field) => {
        const read = valueShape(field).safeParse(said.get(field.name));
        return read.success && read.data !== null ? [[field.name, readValue(read.data)] as const] : [];
      }),
    ),
  };
}

function valuesOf(said: ReadonlyMap<string, unknown>, wanted: Wanted): Collected["values"] {
  const outcome = readOutcome(said.get("outcome"));
  const intent = CALL_INTENTS.find((word) => word === said.get("intent"));
  const qualificationScore = score.safeParse(said.get("qualification_score")).data;
  const sentiment = SENTIMENTS.find((word) => word === said.get("sentiment"));
  const followUp = text.safeParse(said.get("follow_up")).data;
  return {
    ...(outcome ? { outcome } : {}),
    ...(intent ? { intent } : {}),
    ...(wanted.isScored && qualificationScore !== undefined ? { qualificationScore } : {}),
    ...(wanted.isSentimentJudged && sentiment ? { sentiment } : {}),
    ...(followUp ? { followUp: { text: oneLine(followUp, 500), dueInDays: null } } : {}),
  };
}

const textOf = (said: unknown, max: number): string | null =>
  typeof said === "string" ? oneLine(said, max) || null : null;

/** Whether nothing is left to ask another model for. */
export function isComplete({ summary, values, fields }: Collected, wanted: Wanted): boolean {
  const names: (keyof Collected["values"])[] = [
    "outcome",
    "intent",
    ...(wanted.isScored ? (["qualificationScore"] as const) : []),
    ...(wanted.isSentimentJudged ? (["sentiment"] as const) : []),
  ];
  return (
    summary !== null &&
    names.every((name) => name in values) &&
    wanted.fields.every(({ name }) => name in fields)
  );
}

/** Findings in which what was collected stands in the place of what a model thinks. */
export function withCollected(findings: AnalysisFindings, { values, fields }: Collected): AnalysisFindings {
  return {
    ...findings,
    ...values,
    isOutcomeCollected: findings.isOutcomeCollected || values.outcome !== undefined,
    fields: { ...findings.fields, ...fields },
  };
}

/** What there is without another model; undefined where ElevenLabs wrote no summary. */
export function findingsOfCollected(collected: Collected, wanted: Wanted): AnalysisFindings | undefined {
  if (collected.summary === null) return undefined;
  const nothing: AnalysisFindings = {
    title: collected.title,
    summary: collected.summary,
    outcome: "no_outcome",
    isOutcomeCollected: false,
    intent: null,
    qualificationScore: null,
    reasons: [],
    sentiment: null,
    followUp: null,
    fields: Object.fromEntries(wanted.fields.map(({ name }) => [name, null])),
    confidence: null,
  };
  return withCollected(nothing, collected);
}
