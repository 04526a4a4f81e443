"use client";

import {
  ArrowLeftRight,
  ArrowRight,
  Ban,
  Check,
  CircleCheck,
  CircleX,
  Clock3,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { AppointmentStatus } from "@/lib/vocabulary";

interface Look {
  icon: LucideIcon;
  badge: string;
  ink: string;
}

/** Shape and word say it too: nobody has to tell colours apart. */
const LOOKS: Record<AppointmentStatus, Look> = {
  scheduled: { icon: Clock3, badge: "bg-waiting-soft text-waiting", ink: "text-waiting" },
  confirmed: { icon: CircleCheck, badge: "bg-good-soft text-good", ink: "text-good" },
  reschedule_requested: { icon: ArrowLeftRight, badge: "bg-waiting-soft text-waiting", ink: "text-waiting" },
  rescheduled: { icon: ArrowRight, badge: "bg-accent-soft text-accent-ink", ink: "text-accent-ink" },
  cancelled: { icon: Ban, badge: "bg-hover text-ink-muted", ink: "text-ink-muted" },
  completed: { icon: Check, badge: "bg-hover text-ink-muted", ink: "text-ink-muted" },
  no_show: { icon: CircleX, badge: "bg-failed-soft text-failed", ink: "text-failed" },
};

export function AppointmentStatusIcon({ status }: { status: AppointmentStatus }) {
  const { icon: Icon, ink } = LOOKS[status];
  return <Icon aria-hidden="true" className={cn("size-3.5 shrink-0", ink)} />;
}

export function AppointmentStatusBadge({ status }: { status: AppointmentStatus }) {
  const t = useTranslations("agenda.status");
  const { icon: Icon, badge } = LOOKS[status];
  return (
    <span
      className={cn(
        "inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        badge,
      )}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {t(status)}
    </span>
  );
}
