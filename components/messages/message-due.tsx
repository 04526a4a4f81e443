"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useNow } from "@/components/live/use-now";
import { StatusBadge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { formatDateTime, formatRelative } from "@/lib/format";
import { howLate } from "./message-words";

const REDRAWN_EVERY_MS = 30_000;

type MessageDueProps = {
  dueAt: Date;
  isUrgent: boolean;
  /** What stands above it says already what this time is. */
  isNamed?: boolean;
  className?: string;
};

/** By when somebody should call back; what is overdue says so by word and shape, not by colour alone, and how late it is. */
export function MessageDue({ dueAt, isUrgent, isNamed = false, className }: MessageDueProps) {
  const t = useTranslations("messages");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  const isOverdue = now !== undefined && now >= dueAt;
  const when = now ? formatRelative(dueAt, now, place) : "";
  return (
    <span className={cn("flex flex-wrap items-center gap-x-2 gap-y-1", className)}>
      {isUrgent && <StatusBadge tone="waiting">{t("urgent")}</StatusBadge>}
      {isOverdue && <StatusBadge tone="failed">{t("overdue")}</StatusBadge>}
      <time
        dateTime={dueAt.toISOString()}
        title={formatDateTime(dueAt, place)}
        className={cn("text-sm whitespace-nowrap tabular-nums", isOverdue && "text-failed")}
        // Server and browser may know the words of a language in different editions.
        suppressHydrationWarning
      >
        {isOverdue
          ? t("wasDue", { when: howLate(dueAt, now, place.locale) })
          : isNamed
            ? when
            : t("due", { when })}
      </time>
    </span>
  );
}
