"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { type ComponentProps, useMemo } from "react";
import { usePlace } from "@/components/frame/place";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatCount, formatDayOfYear, formatMonth, formatUsd } from "@/lib/format";
import { ChartKey, type Part } from "./chart-key";
import { bucketsOf, grainOf } from "./day-series";
import { NumbersTable } from "./numbers-table";
import type { StackedBars } from "./stacked-bars";

// The library is larger than the rest of the page; the figures above do not wait for it.
const Bars = dynamic<ComponentProps<typeof StackedBars>>(
  async () => (await import("./stacked-bars")).StackedBars,
  { ssr: false, loading: () => <div className="h-56" /> },
);

/** The course of the period: calls, time and money, drawn for the eye and written out for everybody. */
export function DayCharts({ view }: { view: AnalyticsView }) {
  const t = useTranslations("analytics.charts");
  const { locale } = usePlace();
  const buckets = useMemo(() => bucketsOf(view), [view]);
  const grain = grainOf(view);
  const labelOf = (day: string) => {
    if (grain === "month") return formatMonth(day, locale);
    const label = formatDayOfYear(day, locale);
    return grain === "week" ? t("weekOf", { day: label }) : label;
  };
  const usd = (amountUsd: number) => formatUsd(String(amountUsd), locale);
  const charts: { key: "calls" | "minutes" | "cost"; parts: Part[]; write: (value: number) => string }[] = [
    {
      key: "calls",
      parts: [
        { key: "answered", label: t("answered"), colour: "var(--accent)" },
        { key: "unanswered", label: t("unanswered"), colour: "var(--chart-other)" },
      ],
      write: (count) => formatCount(count, locale),
    },
    {
      key: "minutes",
      parts: [{ key: "minutes", label: t("minutesKey"), colour: "var(--accent)" }],
      write: (minutes) => t("minutesValue", { minutes: Math.round(minutes * 10) / 10 }),
    },
    {
      key: "cost",
      parts: [
        { key: "elevenLabsUsd", label: "ElevenLabs", colour: "var(--advisor)" },
        { key: "twilioUsd", label: "Twilio", colour: "var(--chart-other)" },
        { key: "openAiUsd", label: "OpenAI", colour: "var(--accent)" },
      ],
      write: usd,
    },
  ];
  return (
    <section aria-label={t("label")} className="grid gap-6 lg:grid-cols-2">
      {charts.map(({ key, parts, write }) => (
        <Card key={key} aria-labelledby={`chart-${key}`} className={key === "calls" ? "lg:col-span-2" : ""}>
          <CardHeader
            titleId={`chart-${key}`}
            title={t(`${key}.${grain}`)}
            actions={parts.length > 1 && <ChartKey parts={parts} />}
          />
          {/* What is drawn here stands in the table below, word for word. */}
          <CardBody aria-hidden="true" className="px-2 pb-2">
            <Bars rows={buckets} parts={parts} labelOf={labelOf} write={write} isWhole={key === "calls"} />
          </CardBody>
        </Card>
      ))}
      <NumbersTable buckets={buckets} labelOf={labelOf} usd={usd} />
    </section>
  );
}
