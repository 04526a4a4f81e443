"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { cn } from "@/components/ui/class-names";
import type { StaffView } from "@/lib/agenda/schema";
import type { AgendaView } from "./agenda-address";
import type { AgendaColumn } from "./agenda-layout";
import { staffColor } from "./staff-color";
import type { GoTo } from "./use-agenda-address";

type ColumnHeadsProps = {
  view: AgendaView;
  columns: readonly AgendaColumn[];
  /** How many appointments each column holds. */
  counts: readonly number[];
  staff: readonly StaffView[];
  today: string;
  goTo: GoTo;
};

/** Whose column it is, or which day's; a day opens on its own. */
export function ColumnHeads({ view, columns, counts, staff, today, goTo }: ColumnHeadsProps) {
  const t = useTranslations("agenda");
  return columns.map(({ key, clock, staffId }, column) => {
    const count = t("count", { count: counts[column] ?? 0 });
    const person = staff.find(({ id }) => id === staffId);
    return (
      <div
        key={key}
        data-testid="column-head"
        className="grid min-w-0 content-center border-l px-2 py-1.5 text-sm"
      >
        {view === "day" ? (
          <>
            <span className="flex min-w-0 items-center gap-1.5 font-medium">
              <span
                aria-hidden="true"
                style={{ backgroundColor: staffColor(person?.color ?? 0) }}
                className="size-2.5 shrink-0 rounded-full"
              />
              <span className="truncate">{person?.name}</span>
            </span>
            <span className="truncate text-xs text-ink-muted">{count}</span>
          </>
        ) : (
          <DayHead day={clock.day} isToday={clock.day === today} count={count} goTo={goTo} />
        )}
      </div>
    );
  });
}

type DayHeadProps = { day: string; isToday: boolean; count: string; goTo: GoTo };

function DayHead({ day, isToday, count, goTo }: DayHeadProps) {
  const { locale } = usePlace();
  const noon = new Date(`${day}T12:00:00Z`);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(noon);
  return (
    <button
      type="button"
      aria-current={isToday ? "date" : undefined}
      onClick={() => goTo({ view: "day", date: day })}
      className="grid min-w-0 rounded-sm text-left hover:bg-hover"
    >
      <span className="sr-only">{`${write({ dateStyle: "full" })}, ${count}`}</span>
      <span aria-hidden="true" className={cn("truncate font-medium", isToday && "text-accent-ink")}>
        {write({ weekday: "short", day: "numeric" })}
      </span>
      <span aria-hidden="true" className="truncate text-xs text-ink-muted">
        {count}
      </span>
    </button>
  );
}
