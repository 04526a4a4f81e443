import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePlace } from "@/components/frame/place";
import { cn } from "@/components/ui/class-names";
import { formatCount } from "@/lib/format";
import type { Bucket } from "./day-series";

type NumbersTableProps = {
  buckets: readonly Bucket[];
  labelOf: (day: string) => string;
  usd: (amountUsd: number) => string;
};

/** What the charts draw, in figures. On a telephone it says less, so that it need not be pushed from side to side. */
export function NumbersTable({ buckets, labelOf, usd }: NumbersTableProps) {
  const t = useTranslations("analytics.charts");
  const { locale } = usePlace();
  const count = (value: number) => formatCount(Math.round(value * 10) / 10, locale);
  const wide = "max-sm:hidden";
  const columns: { key: string; head: ReactNode; write: (bucket: Bucket) => string; when?: string }[] = [
    { key: "inbound", head: t("inbound"), write: ({ inbound }) => count(inbound), when: wide },
    { key: "outbound", head: t("outbound"), write: ({ outbound }) => count(outbound), when: wide },
    { key: "answered", head: t("answered"), write: ({ answered }) => count(answered) },
    { key: "unanswered", head: t("unanswered"), write: ({ unanswered }) => count(unanswered) },
    { key: "minutes", head: t("minutesKey"), write: ({ minutes }) => count(minutes) },
    { key: "elevenLabs", head: "ElevenLabs", write: ({ elevenLabsUsd }) => usd(elevenLabsUsd), when: wide },
    { key: "twilio", head: "Twilio", write: ({ twilioUsd }) => usd(twilioUsd), when: wide },
    { key: "openAi", head: "OpenAI", write: ({ openAiUsd }) => usd(openAiUsd), when: wide },
    {
      key: "cost",
      head: t("costKey"),
      write: ({ elevenLabsUsd, twilioUsd, openAiUsd }) => usd(elevenLabsUsd + twilioUsd + openAiUsd),
      when: "sm:hidden",
    },
  ];
  return (
    <details className="min-w-0 lg:col-span-2">
      <summary className="rounded-sm text-accent-ink underline underline-offset-2">{t("asNumbers")}</summary>
      <div className="mt-3 rounded-lg border bg-surface">
        <table aria-label={t("tableLabel")} className="w-full table-fixed text-right text-sm">
          <thead>
            <tr className="border-b text-xs text-ink-muted">
              <th scope="col" className="px-2 py-2 text-left font-medium">
                {t("date")}
              </th>
              {columns.map(({ key, head, when }) => (
                <th key={key} scope="col" className={cn("px-2 py-2 font-medium", when)}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket.day} className="border-b last:border-b-0 hover:bg-hover">
                <th scope="row" className="px-2 py-2 text-left font-normal">
                  {labelOf(bucket.day)}
                </th>
                {columns.map(({ key, write, when }) => (
                  <td key={key} className={cn("px-2 py-2 tabular-nums", when)}>
                    {write(bucket)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
