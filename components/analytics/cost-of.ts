import type { AnalyticsView, Figures } from "@/lib/analytics/schema";
import type { CallOutcome } from "@/lib/vocabulary";

/** US dollars, of all vendors. */
export function costOf({ costElevenLabsUsd, costTwilioUsd, costOpenAiUsd }: Figures): number {
  return Number(costElevenLabsUsd) + Number(costTwilioUsd) + Number(costOpenAiUsd);
}

export interface OutcomeCost {
  outcome: CallOutcome;
  calls: number;
  /** Of the calls that came to it, all together. */
  totalUsd: number;
  /** What one of them cost. */
  eachUsd: number;
  /** What one costs the business when the calls that came to nothing are counted too. */
  effectiveUsd: number;
}

/** What each result costs, the dearest last; calls that came to nothing are no result. */
export function outcomeCosts({
  totals,
  byOutcome,
}: Pick<AnalyticsView, "totals" | "byOutcome">): OutcomeCost[] {
  const allUsd = costOf(totals);
  return byOutcome
    .flatMap((row) => {
      const { outcome, calls } = row;
      if (outcome === null || outcome === "no_outcome") return [];
      const totalUsd = costOf(row);
      return { outcome, calls, totalUsd, eachUsd: totalUsd / calls, effectiveUsd: allUsd / calls };
    })
    .sort((a, b) => a.effectiveUsd - b.effectiveUsd);
}
