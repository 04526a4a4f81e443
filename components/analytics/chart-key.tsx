import type { Bucket } from "./day-series";

/** One colour of a bar. */
export interface Part {
  key: Exclude<keyof Bucket, "day">;
  label: string;
  /** A CSS colour. */
  colour: string;
}

export function ChartKey({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
      {parts.map(({ key, label, colour }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-sm" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
