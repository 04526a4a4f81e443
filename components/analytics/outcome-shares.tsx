import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatCount, formatPercent } from "@/lib/format";
import type { CallOutcome } from "@/lib/vocabulary";
import { ShareBars } from "./share-bars";

/** What came of the calls, and how they ended where nothing could come of them. */
export function OutcomeShares({ view }: { view: AnalyticsView }) {
  const t = useTranslations("analytics");
  const tCalls = useTranslations("calls");
  const { locale } = usePlace();
  const { calls } = view.totals;
  const write = (count: number) =>
    t("share", { count: formatCount(count, locale), share: formatPercent(count / calls, locale) });
  return (
    <Card aria-labelledby="outcomes-title">
      <CardHeader titleId="outcomes-title" title={t("outcomes.title")} />
      <CardBody className="grid gap-5">
        <ShareBars
          shares={outcomesOf(view).map(([outcome, count]) => ({
            key: outcome,
            label: tCalls(`outcome.${outcome}`),
            value: count,
            text: write(count),
          }))}
        />
        <div className="grid gap-3 border-t pt-4">
          <h3 className="font-medium">{t("outcomes.statuses")}</h3>
          <ShareBars
            shares={view.byStatus.map(({ status, calls: count }) => ({
              key: status,
              label: tCalls(`status.${status}`),
              value: count,
              text: write(count),
            }))}
          />
        </div>
      </CardBody>
    </Card>
  );
}

/** Most frequent first. Calls of which nobody noted a result came to nothing as much as those of which that was noted. */
function outcomesOf({ byOutcome }: AnalyticsView): [CallOutcome, number][] {
  const counts = new Map<CallOutcome, number>();
  for (const { outcome, calls } of byOutcome) {
    const key = outcome ?? "no_outcome";
    counts.set(key, (counts.get(key) ?? 0) + calls);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
