"use client";

import { useTranslations } from "next-intl";
import type { ClosureView } from "@/lib/agenda/schema";
import { cn } from "@/components/ui/class-names";
import type { MinuteSpan } from "./day-clock";
import { type GridShape, PX_PER_MINUTE } from "./grid-shape";
import { missingRows, positionOf } from "./time-axis";

const HATCHED = "bg-[repeating-linear-gradient(135deg,var(--line)_0_1px,transparent_1px_8px)] bg-hover";

export interface ColumnTimes {
  closed: readonly MinuteSpan[];
  closures: readonly ClosureView[];
}

type ColumnShadesProps = { shape: GridShape; times: readonly ColumnTimes[] };

/** Behind the appointments: when it is not open, what is closed and why, and hours a day does not have. */
export function ColumnShades({ shape, times }: ColumnShadesProps) {
  const t = useTranslations("agenda");
  const { axis, columns } = shape;
  return columns.flatMap(({ key, clock }, column) => {
    const { closed = [], closures = [] } = times[column] ?? {};
    const missing = missingRows(axis, clock);
    return [
      ...closed.map((span) => (
        <Shade
          key={`${key} closed ${span.from}`}
          shape={shape}
          column={column}
          span={span}
          className="bg-hover"
        />
      )),
      ...closures.map((closure) => (
        <Shade
          key={`${key} ${closure.id}`}
          shape={shape}
          column={column}
          span={{
            from: positionOf(axis, clock, closure.startsAt),
            to: positionOf(axis, clock, closure.endsAt),
          }}
          className={HATCHED}
          words={closure.reason}
        />
      )),
      missing && (
        <Shade
          key={`${key} missing`}
          shape={shape}
          column={column}
          span={missing}
          className={HATCHED}
          words={t("missingHour")}
        />
      ),
    ];
  });
}

type ShadeProps = { shape: GridShape; column: number; span: MinuteSpan; className: string; words?: string };

function Shade({ shape, column, span, className, words }: ShadeProps) {
  const from = Math.max(span.from, shape.rows.from);
  const to = Math.min(span.to, shape.rows.to);
  if (to <= from) return null;
  const share = 100 / shape.columns.length;
  return (
    <div
      style={{
        top: (from - shape.rows.from) * PX_PER_MINUTE,
        height: (to - from) * PX_PER_MINUTE,
        left: `${column * share}%`,
        width: `${share}%`,
      }}
      className={cn("absolute", className)}
    >
      {words && (
        <span className="sticky top-14 m-1 inline-block max-w-full truncate rounded-sm bg-surface px-1.5 py-0.5 text-xs text-ink-muted">
          {words}
        </span>
      )}
    </div>
  );
}
