import { z } from "zod";
import { callFilters } from "@/lib/calls/schema";
import { CALL_DIRECTIONS, CALL_OUTCOMES, CALL_STATUSES } from "@/lib/vocabulary";

/** Days of the business's zone, both included; without them the last thirty. */
export const analyticsQuery = callFilters.pick({ from: true, to: true, agentId: true });
export type AnalyticsQuery = z.output<typeof analyticsQuery>;

export const figures = z.object({
  calls: z.number().int(),
  /** Somebody of the business, person or agent, spoke. */
  answered: z.number().int(),
  /** Of the answered calls. */
  totalSeconds: z.number(),
  averageSeconds: z.number().nullable(),
  /** Decimal US dollars, as text; of the calls whose price the vendor has told. */
  costElevenLabsUsd: z.string(),
  costTwilioUsd: z.string(),
  costOpenAiUsd: z.string(),
});
export type Figures = z.output<typeof figures>;

export const analyticsView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** IANA name of the zone whose days are counted. */
  timeZone: z.string(),
  totals: figures.extend({
    /** From 0 to 1; null when nobody called. */
    answerRate: z.number().min(0).max(1).nullable(),
  }),
  /** In order; a day without calls is left out. */
  byDay: z.array(figures.extend({ day: z.iso.date(), direction: z.enum(CALL_DIRECTIONS) })),
  /** Most calls first; null: calls that no agent took. */
  byAgent: z.array(figures.extend({ agent: z.object({ id: z.uuid(), name: z.string() }).nullable() })),
  byOutcome: z.array(figures.extend({ outcome: z.enum(CALL_OUTCOMES).nullable() })),
  byStatus: z.array(figures.extend({ status: z.enum(CALL_STATUSES) })),
});
export type AnalyticsView = z.output<typeof analyticsView>;
