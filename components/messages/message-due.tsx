"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useNow } from "@/components/live/use-now";
import { StatusBadge } from "@/components/ui/badge";
import { formatDateTime, formatRelative } from "@/lib/format";

const REDRAWN_EVERY_MS = 30_000;

/** By when somebody should call back; what is overdue says so by word and shape, not by colour alone. */
export function MessageDue({ dueAt, isUrgent }: { dueAt: Date; isUrgent: boolean }) {
  const t = useTranslations("messages");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  const isOverdue = now !== undefined && now >= dueAt;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {isUrgent && <StatusBadge tone="waiting">{t("urgent")}</StatusBadge>}
      {isOverdue && <StatusBadge tone="failed">{t("overdue")}</StatusBadge>}
      <time
        dateTime={dueAt.toISOString()}
        title={formatDateTime(dueAt, place)}
        className="text-sm tabular-nums"
        // Server and browser may know the words of a language in different editions.
        suppressHydrationWarning
      >
        {t("due", { when: now ? formatRelative(dueAt, now, place) : "" })}
      </time>
    </span>
  );
}
