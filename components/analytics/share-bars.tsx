import type { ReactNode } from "react";

export interface Share {
  key: string;
  label: ReactNode;
  /** What the bar is as long as. */
  value: number;
  /** The same and more, in words. */
  text: string;
}

/** Bars with their words and numbers on them: nothing has to be read off an axis. */
export function ShareBars({ shares }: { shares: readonly Share[] }) {
  const most = Math.max(1, ...shares.map(({ value }) => value));
  return (
    <ul className="grid gap-3">
      {shares.map(({ key, label, value, text }) => (
        <li key={key} className="grid gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 truncate">{label}</span>
            <span className="text-sm text-ink-muted tabular-nums">{text}</span>
          </div>
          <div aria-hidden="true" className="h-2 rounded-sm bg-hover">
            <div className="h-2 rounded-sm bg-accent" style={{ width: `${(value / most) * 100}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
