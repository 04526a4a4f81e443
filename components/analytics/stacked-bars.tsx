"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Part } from "./chart-key";
import type { Bucket } from "./day-series";

type StackedBarsProps = {
  rows: Bucket[];
  parts: readonly Part[];
  labelOf: (day: string) => string;
  write: (value: number) => string;
  /** The values are counts: half a call is no tick. */
  isWhole: boolean;
};

/** Decoration for the eye: whoever draws it writes the same numbers elsewhere. */
export function StackedBars({ rows, parts, labelOf, write, isWhole }: StackedBarsProps) {
  const axis = { stroke: "var(--line-strong)", tick: { fill: "var(--ink-muted)", fontSize: 12 } };
  return (
    <ResponsiveContainer width="100%" height={224}>
      <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={labelOf} tickLine={false} minTickGap={24} {...axis} />
        <YAxis
          width="auto"
          tickFormatter={write}
          tickLine={false}
          axisLine={false}
          allowDecimals={!isWhole}
          {...axis}
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          content={<Reading parts={parts} labelOf={labelOf} write={write} />}
        />
        {parts.map(({ key, colour }) => (
          <Bar
            key={key}
            dataKey={key}
            stackId="all"
            fill={colour}
            isAnimationActive={false}
            maxBarSize={40}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

type ReadingProps = Pick<StackedBarsProps, "parts" | "labelOf" | "write"> & {
  /** Put in by the chart: the bar under the pointer. */
  active?: boolean;
  payload?: readonly { payload?: Bucket }[];
};

function Reading({ active = false, payload = [], parts, labelOf, write }: ReadingProps) {
  const row = payload[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className="grid gap-1 rounded-md border bg-raised px-3 py-2 text-sm shadow-overlay">
      <p className="font-medium">{labelOf(row.day)}</p>
      {parts.map(({ key, label, colour }) => (
        <p key={key} className="flex items-center gap-1.5 text-ink-muted">
          <span className="size-2.5 rounded-sm" style={{ background: colour }} />
          {label}
          <span className="ml-auto pl-3 text-ink tabular-nums">{write(row[key])}</span>
        </p>
      ))}
    </div>
  );
}
