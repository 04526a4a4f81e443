import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatUsd } from "@/lib/format";
import { costOf, outcomeCosts } from "./cost-of";

/** What does a confirmed appointment cost us? */
export function OutcomeCosts({ view }: { view: AnalyticsView }) {
  const t = useTranslations("analytics.costs");
  const tOutcome = useTranslations("calls.outcome");
  const { locale } = usePlace();
  const usd = (amountUsd: number) => formatUsd(String(amountUsd), locale);
  const costs = outcomeCosts(view);
  if (costOf(view.totals) === 0 || costs.length === 0) return null;
  return (
    <Card aria-labelledby="outcome-costs-title">
      <CardHeader titleId="outcome-costs-title" title={t("title")} description={t("description")} />
      <CardBody>
        <table aria-labelledby="outcome-costs-title" className="w-full text-right text-sm">
          <thead>
            <tr className="border-b text-xs text-ink-muted">
              <th scope="col" className="py-2 text-left font-medium">
                {t("outcome")}
              </th>
              <th scope="col" className="px-2 py-2 font-medium">
                {t("each")}
              </th>
              <th scope="col" className="py-2 font-medium">
                {t("effective")}
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.map(({ outcome, eachUsd, effectiveUsd }) => (
              <tr key={outcome} className="border-b last:border-b-0">
                <th scope="row" className="py-2 text-left font-normal">
                  {tOutcome(outcome)}
                </th>
                <td className="px-2 py-2 text-ink-muted tabular-nums">{usd(eachUsd)}</td>
                <td className="py-2 tabular-nums">{usd(effectiveUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
