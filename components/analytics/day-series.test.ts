import { describe, expect, it } from "vitest";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { bucketsOf, grainOf } from "./day-series";

type Row = AnalyticsView["byDay"][number];

const row = (day: string, given: Partial<Row> = {}): Row => ({
  day,
  direction: "inbound",
  calls: 1,
  answered: 1,
  totalSeconds: 60,
  averageSeconds: 60,
  costElevenLabsUsd: "0.1",
  costTwilioUsd: "0.01",
  costOpenAiUsd: "0.002",
  ...given,
});

describe("the bars of a period", () => {
  it("are its days in order, those without calls too, both directions in one", () => {
    const buckets = bucketsOf({
      from: "2026-10-24",
      to: "2026-10-27",
      byDay: [
        row("2026-10-25", { calls: 3, answered: 2 }),
        row("2026-10-25", { direction: "outbound", calls: 2, answered: 0, totalSeconds: 0 }),
        row("2026-10-27"),
      ],
    });
    expect(buckets.map(({ day, answered, unanswered }) => [day, answered, unanswered])).toEqual([
      ["2026-10-24", 0, 0],
      ["2026-10-25", 2, 3],
      ["2026-10-26", 0, 0],
      ["2026-10-27", 1, 0],
    ]);
    expect(buckets[1]).toMatchObject({ inbound: 3, outbound: 2, minutes: 1 });
    expect(buckets[1]?.elevenLabsUsd).toBeCloseTo(0.2);
    expect(buckets[1]?.openAiUsd).toBeCloseTo(0.004);
  });

  it("are weeks, then months, when days could not be told apart, and begin with the period", () => {
    expect(grainOf({ from: "2026-10-01", to: "2026-12-01" })).toBe("day");
    const weeks = bucketsOf({
      from: "2026-08-05",
      to: "2026-11-02",
      byDay: [row("2026-11-01"), row("2026-11-02")],
    });
    expect(weeks.slice(0, 2).map(({ day }) => day)).toEqual(["2026-08-05", "2026-08-10"]);
    expect(weeks.slice(-2).map(({ day, answered }) => [day, answered])).toEqual([
      ["2026-10-26", 1],
      ["2026-11-02", 1],
    ]);
    const months = bucketsOf({ from: "2025-01-15", to: "2026-01-01", byDay: [row("2025-02-28")] });
    expect(months.map(({ day }) => day).slice(0, 3)).toEqual(["2025-01-15", "2025-02-01", "2025-03-01"]);
    expect(months).toHaveLength(13);
    expect(months[1]?.answered).toBe(1);
  });
});
