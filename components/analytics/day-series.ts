import { addDays, differenceInCalendarDays, format, parseISO, startOfISOWeek, startOfMonth } from "date-fns";
import type { AnalyticsView } from "@/lib/analytics/schema";

/** One bar: a day, a week or a month of the period. */
export interface Bucket {
  /** Its first day within the period, `YYYY-MM-DD`. */
  day: string;
  inbound: number;
  outbound: number;
  answered: number;
  unanswered: number;
  minutes: number;
  elevenLabsUsd: number;
  twilioUsd: number;
  openAiUsd: number;
}

export type Grain = "day" | "week" | "month";

/** As many bars as can be told apart. */
export function grainOf({ from, to }: Pick<AnalyticsView, "from" | "to">): Grain {
  const days = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  if (days <= 62) return "day";
  return days <= 270 ? "week" : "month";
}

function startOf(day: Date, grain: Grain): Date {
  if (grain === "day") return day;
  return grain === "week" ? startOfISOWeek(day) : startOfMonth(day);
}

/** The whole period in order, days without calls too. */
export function bucketsOf(view: Pick<AnalyticsView, "from" | "to" | "byDay">): Bucket[] {
  const grain = grainOf(view);
  const buckets = new Map<string, Bucket>();
  const keyOf = (day: Date) => format(startOf(day, grain), "yyyy-MM-dd");
  for (let day = parseISO(view.from); day <= parseISO(view.to); day = addDays(day, 1)) {
    const key = keyOf(day);
    if (!buckets.has(key)) buckets.set(key, emptyBucket(format(day, "yyyy-MM-dd")));
  }
  for (const row of view.byDay) {
    const bucket = buckets.get(keyOf(parseISO(row.day)));
    if (!bucket) continue;
    bucket[row.direction] += row.calls;
    bucket.answered += row.answered;
    bucket.unanswered += row.calls - row.answered;
    bucket.minutes += row.totalSeconds / 60;
    bucket.elevenLabsUsd += Number(row.costElevenLabsUsd);
    bucket.twilioUsd += Number(row.costTwilioUsd);
    bucket.openAiUsd += Number(row.costOpenAiUsd);
  }
  return [...buckets.values()];
}

function emptyBucket(day: string): Bucket {
  return {
    day,
    inbound: 0,
    outbound: 0,
    answered: 0,
    unanswered: 0,
    minutes: 0,
    elevenLabsUsd: 0,
    twilioUsd: 0,
    openAiUsd: 0,
  };
}
