import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode };

/** One sentence that teaches and one action. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div
      data-testid="empty-state"
      className="grid justify-items-center gap-3 rounded-lg border border-dashed px-6 py-12 text-center"
    >
      <BrandMark className="size-10 opacity-80" />
      <div className="grid max-w-md gap-1">
        <p className="text-lg font-medium">{title}</p>
        {children && <div className="text-ink-muted">{children}</div>}
      </div>
      {action}
    </div>
  );
}
