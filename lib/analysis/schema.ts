import { z } from "zod";
import { line, paragraphs } from "@/lib/text";
import {
  ANALYSIS_FIELD_TYPES,
  ANALYSIS_SOURCES,
  ANALYSIS_STATES,
  CALL_INTENTS,
  CALL_OUTCOMES,
  SENTIMENTS,
} from "@/lib/vocabulary";

/** What a business may have found besides what the house looks for. */
export const MAX_FIELDS = 10;
export const MAX_CHOICES = 20;
export const MAX_PHRASES = 100;

/** Of an own field, as it stands in the answer of a program. */
const fieldName = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/, "field_name")
  // What every object has already.
  .refine((name) => !(name in {}), "field_name");

const hasNoDouble = (values: readonly string[]) =>
  new Set(values.map((value) => value.toLowerCase())).size === values.length;

export const analysisField = z
  .object({
    name: fieldName,
    label: line(60),
    /** For the model: what is meant. */
    description: line(300, 0).default(""),
    type: z.enum(ANALYSIS_FIELD_TYPES),
    /** Of a `choice`. */
    choices: z.array(line(60)).max(MAX_CHOICES).refine(hasNoDouble, "repeated").default([]),
  })
  .check(({ value, issues }) => {
    if (value.type === "choice" && value.choices.length < 2)
      issues.push({ code: "custom", message: "two_choices", path: ["choices"], input: value.choices });
  })
  .transform((field) => (field.type === "choice" ? field : { ...field, choices: [] }));
export type AnalysisFieldInput = z.input<typeof analysisField>;

export const analysisFields = z
  .array(analysisField)
  .max(MAX_FIELDS)
  .check(({ value, issues }) => {
    for (const [index, { name }] of value.entries()) {
      if (value.findIndex((other) => other.name === name) === index) continue;
      issues.push({ code: "custom", message: "repeated", path: [index, "name"], input: name });
    }
  });

/** What no agent says, each a word or a phrase. */
export const forbiddenPhrases = z.array(line(100, 2)).max(MAX_PHRASES).refine(hasNoDouble, "repeated");

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const followUp = z.object({ text: z.string(), dueInDays: z.number().int().nullable() });

const findings = z.object({
  summary: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
  intent: z.enum(CALL_INTENTS).nullable(),
  /** 0 to 100; null for a call in which nobody was to be won. */
  qualificationScore: z.number().int().nullable(),
  /** Why that score. */
  reasons: z.array(z.string()),
  /** Null where the business does not judge it. */
  sentiment: z.enum(SENTIMENTS).nullable(),
  followUp: followUp.nullable(),
  /** Of the business's own fields, by name. */
  fields: z.record(z.string(), fieldValue),
  /** 0 to 1; null where whoever made it does not say. */
  confidence: z.number().nullable(),
});

/** Why there is nothing yet, although nothing went wrong. */
export const ANALYSIS_OBSTACLES = [
  "no_language_model",
  "house_key_spent",
  "no_words",
  "awaiting_report",
] as const;
export type AnalysisObstacle = (typeof ANALYSIS_OBSTACLES)[number];

export const analysisView = z.object({
  callId: z.uuid(),
  /** Null for a call that is not over, or that nobody answered. */
  state: z.enum(ANALYSIS_STATES).nullable(),
  obstacle: z.enum(ANALYSIS_OBSTACLES).nullable(),
  source: z.enum(ANALYSIS_SOURCES).nullable(),
  /** As they stand: with what a person put in their place. Null while there are none. */
  findings: findings.partial().nullable(),
  /** Which of them a person put there; of own fields `fields.<name>`. */
  corrected: z.array(z.string()),
  correctedBy: z.string().nullable(),
  correctedAt: z.coerce.date().nullable(),
  /** What the model says otherwise than what was done; what was done counts. */
  contradictions: z.array(z.object({ field: z.literal("outcome"), said: z.string(), is: z.string() })),
  /** Why the last attempt failed, in the vendor's words. */
  error: z.string().nullable(),
  analysedAt: z.coerce.date().nullable(),
  model: z.string().nullable(),
  /** Decimal US dollars, as text. */
  costUsd: z.string().nullable(),
});
export type AnalysisView = z.output<typeof analysisView>;

/** Corrections by a person. Null takes one back; what is left out stays as it is. */
export const analysisPatch = z
  .object({
    summary: paragraphs(2000).nullable(),
    outcome: z.enum(CALL_OUTCOMES).nullable(),
    intent: z.enum(CALL_INTENTS).nullable(),
    qualificationScore: z.number().int().min(0).max(100).nullable(),
    sentiment: z.enum(SENTIMENTS).nullable(),
    followUp: z
      .object({ text: paragraphs(500, 1), dueInDays: z.number().int().min(0).max(365).nullable() })
      .nullable(),
    fields: z
      .record(z.string().max(40), z.union([line(500, 0), z.number(), z.boolean(), z.null()]))
      .refine((fields) => Object.keys(fields).length <= MAX_FIELDS, "too_many"),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");
export type AnalysisPatch = z.output<typeof analysisPatch>;

/** What the business's own systems are told once a call has been analysed, or what was found was corrected. */
export const analysedEvent = z.object({
  callId: z.uuid(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  ...findings.omit({ outcome: true }).partial().shape,
  /** Null where nobody but a person said anything. */
  source: z.enum(ANALYSIS_SOURCES).nullable(),
});
