import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

const TONES = {
  info: { shape: Info, box: "bg-hover", icon: "text-ink-muted" },
  good: { shape: CircleCheck, box: "border-good/40 bg-good-soft", icon: "text-good" },
  waiting: { shape: TriangleAlert, box: "border-waiting/40 bg-waiting-soft", icon: "text-waiting" },
  failed: { shape: CircleAlert, box: "border-failed/40 bg-failed-soft", icon: "text-failed" },
};

type NoticeProps = { tone: keyof typeof TONES; title?: ReactNode; action?: ReactNode; children?: ReactNode };

/** A remark that stays on the page; not a toast. */
export function Notice({ tone, title, action, children }: NoticeProps) {
  const { shape: Shape, box, icon } = TONES[tone];
  return (
    <div className={cn("flex gap-2.5 rounded-lg border p-3", box)}>
      <Shape aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", icon)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
      </div>
      {action}
    </div>
  );
}
