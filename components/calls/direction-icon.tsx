"use client";

import { PhoneIncoming, PhoneOutgoing } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CallDirection } from "@/lib/vocabulary";

export function DirectionIcon({ direction }: { direction: CallDirection }) {
  const t = useTranslations("calls.direction");
  const Icon = direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <span className="shrink-0 text-ink-muted" title={t(direction)}>
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">{t(direction)}</span>
    </span>
  );
}
