import { CircleCheck, CircleDot, Clock3, Dot, Info, XCircle } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export type Tone = "live" | "good" | "waiting" | "failed" | "ended" | "info";

const TONES = {
  live: { shape: CircleDot, badge: "bg-accent-soft text-accent-ink", icon: "animate-live" },
  good: { shape: CircleCheck, badge: "bg-good-soft text-good", icon: "" },
  waiting: { shape: Clock3, badge: "bg-waiting-soft text-waiting", icon: "" },
  failed: { shape: XCircle, badge: "bg-failed-soft text-failed", icon: "" },
  ended: { shape: Dot, badge: "bg-hover text-ink-muted", icon: "scale-150" },
  info: { shape: Info, badge: "bg-hover text-ink-muted", icon: "" },
} satisfies Record<Tone, { shape: typeof Info; badge: string; icon: string }>;

/** A state by colour, shape and word at once. */
export function StatusBadge({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) {
  const { shape: Shape, badge, icon } = TONES[tone];
  return (
    <span
      className={cn(
        "inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        badge,
        className,
      )}
    >
      <Shape aria-hidden="true" className={cn("size-3.5 shrink-0", icon)} />
      {children}
    </span>
  );
}
