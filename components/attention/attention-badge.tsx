"use client";

import { Siren, Stethoscope } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { AttentionReason } from "@/lib/vocabulary";

const LOOKS = {
  medical_emergency: { shape: Siren, tone: "bg-failed-soft text-failed" },
  medical_advice: { shape: Stethoscope, tone: "bg-waiting-soft text-waiting" },
} satisfies Record<AttentionReason, { shape: typeof Siren; tone: string }>;

/** Why a call needs a person, by colour, shape and word at once. */
export function AttentionBadge({ reason, className }: { reason: AttentionReason; className?: string }) {
  const t = useTranslations("attention.reason");
  const { shape: Shape, tone } = LOOKS[reason];
  return (
    <span
      className={cn(
        "inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        tone,
        className,
      )}
    >
      <Shape aria-hidden="true" className="size-3.5 shrink-0" />
      {t(reason)}
    </span>
  );
}
