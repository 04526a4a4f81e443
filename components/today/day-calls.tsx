"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { callQueries, DAY_LIMIT } from "@/components/calls/call-queries";
import { CallTable } from "@/components/calls/call-table";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { formatCount, formatDuration } from "@/lib/format";
import { type DayFigures, figuresOf } from "./day-figures";

const SHOWN = 8;

export function DayCalls({ day }: { day: string }) {
  const t = useTranslations("today");
  const { tenant } = useSession();
  const calls = useQuery(callQueries.day(tenant.id, day));
  if (calls.isPending) return <DaySkeleton />;
  if (calls.isError) return <LoadError error={calls.error} onRetry={() => void calls.refetch()} />;
  const { data, nextCursor } = calls.data;
  return (
    <>
      <section aria-labelledby="figures-heading" className="grid gap-3">
        <h2 id="figures-heading" className="text-lg font-semibold">
          {t("figures.heading")}
        </h2>
        {/* Beyond one answer of the list the shares would be of its newest part only. */}
        <Figures figures={figuresOf(data)} isPart={nextCursor !== null} />
      </section>
      <section aria-labelledby="recent-heading" className="@container grid gap-3">
        <div className="flex items-baseline justify-between">
          <h2 id="recent-heading" className="text-lg font-semibold">
            {t("recent.heading")}
          </h2>
          <Link href="/calls" className="text-accent-ink underline underline-offset-2">
            {t("recent.all")}
          </Link>
        </div>
        {data.length === 0 ? (
          <EmptyState title={t("recent.empty")} />
        ) : (
          <CallTable calls={data.slice(0, SHOWN)} openId={undefined} query={undefined} search="" />
        )}
      </section>
    </>
  );
}

function Figures({ figures, isPart }: { figures: DayFigures; isPart: boolean }) {
  const t = useTranslations("today.figures");
  const { locale } = usePlace();
  const { calls, answered, missed, averageSeconds } = figures;
  const shown = [
    ["calls", isPart ? t("atLeast", { count: DAY_LIMIT }) : formatCount(calls, locale)],
    ["answered", isPart ? "–" : formatCount(answered, locale)],
    ["missed", isPart ? "–" : formatCount(missed, locale)],
    ["average", averageSeconds === null ? "–" : formatDuration(averageSeconds)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line md:grid-cols-4">
      {shown.map(([key, value]) => (
        <div key={key} className="grid gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-muted">{t(key)}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function DaySkeleton() {
  return (
    <Loading>
      <div className="grid gap-6">
        <Skeleton className="h-28 rounded-lg" />
        <SkeletonRows rows={SHOWN} />
      </div>
    </Loading>
  );
}
