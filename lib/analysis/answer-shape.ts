import { z } from "zod";
import type { AnalysisField } from "@/db/schema/tenants";
import { CALL_INTENTS, CALL_OUTCOMES, SENTIMENTS } from "@/lib/vocabulary";

/** What is to be found in this call. */
export interface Wanted {
  /** Somebody was to be won. */
  isScored: boolean;
  isSentimentJudged: boolean;
  fields: readonly AnalysisField[];
}

const followUp = z.object({ text: z.string(), due_in_days: z.number().int().min(0).max(365).nullable() });

const common = z.object({
  title: z.string(),
  summary: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
  intent: z.enum(CALL_INTENTS),
  qualification_score: z.number().int().min(0).max(100).nullable(),
  score_reasons: z.array(z.string()),
  sentiment: z.enum(SENTIMENTS).nullable(),
  follow_up: followUp.nullable(),
  confidence: z.number().min(0).max(1),
});

/** What a model answers; no bounds of length, which strict schemas do not know: they are kept when it is read. */
export type AnalysisAnswer = z.output<typeof common> & {
  fields?: Record<string, string | number | boolean | null> | undefined;
};

/** The answer that is asked for. Every key is required: what is not known is null (elevenlabs.md §11.3). */
export function answerShape({ fields }: Pick<Wanted, "fields">): z.ZodObject & z.ZodType<AnalysisAnswer> {
  if (fields.length === 0) return common;
  const own = z.object(Object.fromEntries(fields.map((field) => [field.name, valueShape(field)])));
  return common.extend({ fields: own });
}

/** Of one own field. */
export function valueShape({
  label,
  description,
  type,
  choices,
}: AnalysisField): z.ZodType<string | number | boolean | null> {
  const meant = [label, description].filter((part) => part !== "").join(": ");
  switch (type) {
    case "text":
      return z.string().nullable().describe(meant);
    case "number":
      return z.number().nullable().describe(meant);
    case "boolean":
      return z.boolean().nullable().describe(meant);
    case "choice":
      return z.enum(choices).nullable().describe(meant);
  }
}
