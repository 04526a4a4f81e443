import type { AnalysisFindings } from "@/db/schema/analyses";
import { storable } from "@/lib/storable";
import type { AnalysisAnswer, Wanted } from "./answer-shape";

const MAX = { title: 120, summary: 1000, reason: 200, reasons: 5, followUp: 500, text: 500 };
/** A day has been named that nobody means to keep. */
const MAX_DAYS = 60;

/** What a model answered, as it is kept: plain lines of bounded length, and nothing that was not asked for. */
export function readAnswer(said: AnalysisAnswer, wanted: Wanted): AnalysisFindings {
  const score = wanted.isScored ? said.qualification_score : null;
  return {
    title: oneLine(said.title, MAX.title) || null,
    summary: oneLine(said.summary, MAX.summary),
    outcome: said.outcome,
    isOutcomeCollected: false,
    intent: said.intent,
    qualificationScore: score,
    reasons: score === null ? [] : readReasons(said.score_reasons),
    sentiment: wanted.isSentimentJudged ? said.sentiment : null,
    followUp: readFollowUp(said.follow_up),
    fields: Object.fromEntries(
      wanted.fields.map(({ name }) => [name, readValue(said.fields?.[name] ?? null)]),
    ),
    confidence: Math.round(said.confidence * 100) / 100,
  };
}

/** Plain words without line breaks and invisible characters, cut where they are too long. */
export function oneLine(said: string, max: number): string {
  const words = storable(said)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return words.length > max
    ? `${words
        .slice(0, max - 1)
        .toWellFormed()
        .trimEnd()}…`
    : words;
}

function readReasons(said: readonly string[]): string[] {
  const reasons = said.map((reason) => oneLine(reason, MAX.reason)).filter((reason) => reason !== "");
  return reasons.slice(0, MAX.reasons);
}

function readFollowUp(said: AnalysisAnswer["follow_up"]): AnalysisFindings["followUp"] {
  const text = said === null ? "" : oneLine(said.text, MAX.followUp);
  if (said === null || text === "") return null;
  const days = said.due_in_days;
  return { text, dueInDays: days !== null && days <= MAX_DAYS ? days : null };
}

export type FieldValue = string | number | boolean | null;

/** Nothing is not an answer. */
export function readValue(said: FieldValue): FieldValue {
  return typeof said === "string" ? oneLine(said, MAX.text) || null : said;
}
