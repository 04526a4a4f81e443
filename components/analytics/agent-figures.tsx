import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { usePlace } from "@/components/frame/place";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatDuration, formatUsd } from "@/lib/format";
import { costOf } from "./cost-of";
import { ShareBars } from "./share-bars";

/** Who had how many calls, for how long, for how much. */
export function AgentFigures({ rows }: { rows: AnalyticsView["byAgent"] }) {
  const t = useTranslations("analytics.agents");
  const { locale } = usePlace();
  return (
    <Card aria-labelledby="agents-title">
      <CardHeader titleId="agents-title" title={t("title")} />
      <CardBody>
        <ShareBars
          shares={rows.map((row) => ({
            key: row.agent?.id ?? "none",
            label: row.agent ? (
              <Link href={`/agents/${row.agent.id}` as Route} className="underline underline-offset-2">
                {row.agent.name}
              </Link>
            ) : (
              t("none")
            ),
            value: row.calls,
            text: t("text", {
              calls: row.calls,
              answered: row.answered,
              average: row.averageSeconds === null ? "–" : formatDuration(row.averageSeconds),
              cost: formatUsd(String(costOf(row)), locale),
            }),
          }))}
        />
      </CardBody>
    </Card>
  );
}
