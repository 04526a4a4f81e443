"use client";

import { useTranslations } from "next-intl";
import { useNow } from "@/components/live/use-now";
import { clockMinute, timeText } from "./day-clock";
import { type GridShape, styleOf, WHOLE } from "./grid-shape";
import { positionOf } from "./time-axis";

const REDRAWN_EVERY_MS = 30_000;

/** Where the day has got to; over today's columns only. */
export function NowLine({ shape }: { shape: GridShape }) {
  const t = useTranslations("agenda");
  const now = useNow(REDRAWN_EVERY_MS);
  if (!now) return null;
  return shape.columns.map(({ key, clock }, column) => {
    if (now < clock.startsAt || now >= clock.endsAt) return null;
    const row = positionOf(shape.axis, clock, now);
    if (row < shape.rows.from || row > shape.rows.to) return null;
    const { top, left, width } = styleOf(shape, { column, ...WHOLE, from: row, to: row });
    return (
      <div
        key={key}
        data-testid="now-line"
        title={t("now", { time: timeText(clockMinute(clock, now).minute) })}
        style={{ top, left, width }}
        className="pointer-events-none absolute z-10 h-0.5 -translate-y-px bg-failed"
      >
        <span className="absolute -top-1 -left-1 size-2.5 rounded-full bg-failed" />
      </div>
    );
  });
}
