"use client";

import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/badge";
import type { CallStatus } from "@/lib/vocabulary";
import { toneOf } from "./call-words";

export function CallStatusBadge({ status }: { status: CallStatus }) {
  const t = useTranslations("calls.status");
  return <StatusBadge tone={toneOf(status)}>{t(status)}</StatusBadge>;
}
