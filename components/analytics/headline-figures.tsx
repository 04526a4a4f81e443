import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import type { AnalyticsView } from "@/lib/analytics/schema";
import { formatCount, formatDuration, formatPercent, formatUsd } from "@/lib/format";
import { costOf } from "./cost-of";

export function HeadlineFigures({ totals }: { totals: AnalyticsView["totals"] }) {
  const t = useTranslations("analytics.figures");
  const { locale } = usePlace();
  const { costElevenLabsUsd, costTwilioUsd, costOpenAiUsd } = totals;
  const usd = (amountUsd: string | number) => formatUsd(String(amountUsd), locale);
  const shown = [
    { key: "calls", value: formatCount(totals.calls, locale) },
    {
      key: "answered",
      value: totals.answerRate === null ? "–" : formatPercent(totals.answerRate, locale),
      detail: t("answeredOf", { answered: totals.answered, calls: totals.calls }),
    },
    {
      key: "duration",
      value: totals.averageSeconds === null ? "–" : formatDuration(totals.averageSeconds),
      detail: t("totalDuration", { duration: formatDuration(totals.totalSeconds) }),
    },
    {
      key: "cost",
      value: usd(costOf(totals)),
      detail: t("costParts", {
        elevenLabs: usd(costElevenLabsUsd),
        twilio: usd(costTwilioUsd),
        openAi: usd(costOpenAiUsd),
      }),
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line lg:grid-cols-4">
      {shown.map(({ key, value, detail }) => (
        <div key={key} className="grid content-start gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-muted">{t(key)}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
          {detail && <dd className="text-sm text-ink-muted tabular-nums">{detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
