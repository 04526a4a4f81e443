import { describe, expect, it } from "vitest";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { costOf, outcomeCosts } from "./cost-of";

type Row = AnalyticsView["byOutcome"][number];

const row = (outcome: Row["outcome"], calls: number, usd: string): Row => ({
  outcome,
  calls,
  answered: calls,
  totalSeconds: 60,
  averageSeconds: 60,
  costElevenLabsUsd: usd,
  costTwilioUsd: "0",
  costOpenAiUsd: "0",
});

describe("what a result costs", () => {
  it("is what its calls cost, and what all of them cost for one of it", () => {
    const totals = { ...row(null, 10, "1.00"), answerRate: 1 };
    const costs = outcomeCosts({
      totals,
      byOutcome: [
        row("confirmed", 2, "0.30"),
        row(null, 7, "0.50"),
        row("booked", 1, "0.20"),
        row("no_outcome", 1, "0"),
      ],
    });
    expect(costs).toEqual([
      { outcome: "confirmed", calls: 2, totalUsd: 0.3, eachUsd: 0.15, effectiveUsd: 0.5 },
      { outcome: "booked", calls: 1, totalUsd: 0.2, eachUsd: 0.2, effectiveUsd: 1 },
    ]);
  });

  it("counts all three vendors", () => {
    const all = { ...row("booked", 1, "0.5"), costTwilioUsd: "0.25", costOpenAiUsd: "0.125" };
    expect(costOf(all)).toBe(0.875);
  });
});
