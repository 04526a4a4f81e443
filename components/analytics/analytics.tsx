"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatDay } from "@/lib/format";
import { AgentFigures } from "./agent-figures";
import { analyticsQueries } from "./analytics-queries";
import { DayCharts } from "./day-charts";
import { HeadlineFigures } from "./headline-figures";
import { OutcomeCosts } from "./outcome-costs";
import { OutcomeShares } from "./outcome-shares";
import { PeriodBar } from "./period-bar";
import { type Choice, daysBefore, PRESETS } from "./period-search";
import { usePeriod } from "./use-period";

const REDRAWN_EVERY_MS = 60_000;
const WIDEST = PRESETS[PRESETS.length - 1] ?? 90;

/** What did the phone bring us, what did it cost? */
export function Analytics() {
  const t = useTranslations("analytics");
  const now = useNow(REDRAWN_EVERY_MS);
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} description={t("description")} />
      {now && <Period now={now} />}
    </div>
  );
}

function Period({ now }: { now: Date }) {
  const { tenant } = useSession();
  const today = formatDay(now, tenant.timeZone);
  const [choice, choose] = usePeriod(today);
  const figures = useQuery({
    ...analyticsQueries.period(tenant.id, choice),
    placeholderData: keepPreviousData,
  });
  const widen = () => choose({ ...choice, preset: WIDEST, from: daysBefore(today, WIDEST - 1), to: today });
  return (
    <>
      <PeriodBar choice={choice} today={today} onChoose={choose} />
      {figures.isPending && <AnalyticsSkeleton />}
      {figures.isError && <LoadError error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.data && (
        <div
          aria-busy={figures.isPlaceholderData}
          className={cn("grid gap-6 transition-opacity", figures.isPlaceholderData && "opacity-60")}
        >
          <Body view={figures.data} choice={choice} onWiden={widen} />
        </div>
      )}
    </>
  );
}

function Body({ view, choice, onWiden }: { view: AnalyticsView; choice: Choice; onWiden: () => void }) {
  const t = useTranslations("analytics");
  if (view.totals.calls === 0) {
    return (
      <EmptyState
        title={t("emptyTitle")}
        action={choice.preset !== WIDEST && <Button onClick={onWiden}>{t("widen", { days: WIDEST })}</Button>}
      >
        {t("emptyBody")}
      </EmptyState>
    );
  }
  return (
    <>
      <HeadlineFigures totals={view.totals} />
      <DayCharts view={view} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <OutcomeShares view={view} />
        <div className="grid gap-6">
          <AgentFigures rows={view.byAgent} />
          <OutcomeCosts view={view} />
        </div>
      </div>
    </>
  );
}

function AnalyticsSkeleton() {
  return (
    <Loading>
      <div className="grid gap-6">
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </Loading>
  );
}
