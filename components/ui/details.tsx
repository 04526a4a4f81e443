import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What only the technician needs, one press away. */
export function Details({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group/details text-sm">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-ink-muted select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 transition-transform group-open/details:rotate-90"
        />
        {label}
      </summary>
      <div className="mt-1.5 overflow-x-auto rounded-md bg-hover px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
        {children}
      </div>
    </details>
  );
}
