"use client";

import { Hourglass, ListChecks, MessageSquareText, PhoneMissed } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { MessageKind } from "@/lib/vocabulary";

const LOOKS = {
  message: { shape: MessageSquareText, ink: "" },
  missed_call: { shape: PhoneMissed, ink: "text-failed" },
  hung_up_on_hold: { shape: Hourglass, ink: "text-waiting" },
  follow_up: { shape: ListChecks, ink: "text-accent" },
} satisfies Record<MessageKind, { shape: typeof Hourglass; ink: string }>;

/** What is left to do for whom, by shape and word. */
export function MessageKindLabel({ kind, className }: { kind: MessageKind; className?: string }) {
  const t = useTranslations("messages.kind");
  const { shape: Shape, ink } = LOOKS[kind];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <Shape aria-hidden="true" className={cn("size-3.5 shrink-0", ink)} />
      {t(kind)}
    </span>
  );
}
