"use client";

import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import type { MessageStatus } from "@/lib/vocabulary";

const TONES: Record<MessageStatus, Tone> = { new: "waiting", in_progress: "live", done: "good" };

/** How far a message has come. */
export function MessageStatusBadge({ status }: { status: MessageStatus }) {
  const t = useTranslations("messages.status");
  return <StatusBadge tone={TONES[status]}>{t(status)}</StatusBadge>;
}
