"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { formatUsd } from "@/lib/format";
import { tenantQueries } from "./tenant-queries";

/** What today's calls have cost, beside what they may cost. */
export function DialSpending() {
  const t = useTranslations("dialSettings");
  const locale = useLocale();
  const spending = useQuery(tenantQueries.spending(useSession().tenant.id)).data;
  if (!spending) return null;
  const [expected, cap] = [Number(spending.expectedTodayUsd), Number(spending.dailySpendCapUsd)];
  const share = cap > 0 ? Math.min(1, expected / cap) : 1;
  const isUsedUp = expected >= cap;
  const isUnpriced = expected - Number(spending.spentTodayUsd) >= 0.01;
  return (
    <div className="grid gap-1.5 rounded-lg border p-3">
      <p>
        {t("spent", {
          spent: formatUsd(spending.spentTodayUsd, locale),
          cap: formatUsd(spending.dailySpendCapUsd, locale),
        })}
      </p>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-hover">
        <div
          className={cn("h-full rounded-full", isUsedUp ? "bg-failed" : "bg-accent")}
          style={{ width: `${Math.round(share * 100)}%` }}
        />
      </div>
      <p className="text-sm text-ink-muted">
        {isUsedUp
          ? t("spentAll")
          : isUnpriced
            ? t("spentExpected", { expected: formatUsd(spending.expectedTodayUsd, locale) })
            : t("spentHelp")}
      </p>
    </div>
  );
}
