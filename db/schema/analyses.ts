import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnalysisSource, AnalysisState, CallIntent, CallOutcome, Sentiment } from "@/lib/vocabulary";
import { calls } from "./calls";
import { instant, tenantId } from "./tenants";

/** What was found in a call that is over. */
export interface AnalysisFindings {
  /** A few words for lists; null where nobody made one. */
  title: string | null;
  summary: string;
  outcome: CallOutcome;
  /** The business has its agent at ElevenLabs collect the outcome: it is more than an opinion. */
  isOutcomeCollected: boolean;
  /** Null where whoever made it does not say. */
  intent: CallIntent | null;
  /** 0 to 100; null for a call in which nobody was to be won. */
  qualificationScore: number | null;
  /** Why that score. */
  reasons: string[];
  /** Null where the business does not judge it. */
  sentiment: Sentiment | null;
  /** What was promised to the caller; null: nothing. */
  followUp: { text: string; dueInDays: number | null } | null;
  /** Of the business's own fields, by name. */
  fields: Record<string, string | number | boolean | null>;
  /** 0 to 1; null where whoever made it does not say. */
  confidence: number | null;
}

/** What the model says otherwise than the tools did: the tools are right, and it is shown. */
export interface Contradiction {
  field: "outcome";
  said: string;
  is: string;
}

export const callAnalyses = pgTable(
  "call_analyses",
  {
    tenantId: tenantId(),
    callId: uuid("call_id").notNull(),
    state: text("state").$type<AnalysisState>().notNull().default("pending"),
    source: text("source").$type<AnalysisSource>(),
    findings: jsonb("findings").$type<AnalysisFindings>(),
    contradictions: jsonb("contradictions").$type<Contradiction[]>().notNull().default([]),
    /** What a person put in its place: the truth, also when it is made again. */
    corrections: jsonb("corrections").$type<Partial<AnalysisFindings>>().notNull().default({}),
    correctedBy: text("corrected_by"),
    correctedAt: instant("corrected_at"),
    /** Why it failed, in the vendor's words. */
    error: text("error"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    analysedAt: instant("analysed_at"),
    model: text("model"),
    costUsd: numeric("cost_usd"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId] }),
    index("call_analyses_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.nextAttemptAt} is not null`),
    index("call_analyses_resting")
      .on(table.tenantId, table.callId)
      .where(sql`${table.state} = 'pending' and ${table.nextAttemptAt} is null`),
    foreignKey({
      name: "call_analyses_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type CallAnalysis = typeof callAnalyses.$inferSelect;
