"use client";

import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { RunningDuration } from "@/components/live/running-duration";
import { StatusBadge } from "@/components/ui/badge";
import { progressOf, toneOfTransfer } from "./transfer-steps";
import { advisorOf } from "./transfer-words";
import { useOpenTransfer } from "./use-transfers";

/** That a running call waits for an advisor, or is spoken with by one, and since when. Nothing otherwise. */
export function WaitingFor({ callId }: { callId: string }) {
  const t = useTranslations("transfers");
  const transfer = useOpenTransfer(callId);
  if (!transfer) return null;
  const advisor = advisorOf(transfer);
  const words = transfer.connectedAt ? "speaks" : advisor ? "waits" : "waitsForAnybody";
  return (
    <Link
      data-testid="waiting-for"
      href={`/transfers/${transfer.id}` as Route}
      className="inline-flex max-w-full min-w-0 rounded-full"
    >
      <StatusBadge tone={toneOfTransfer(transfer.status)} className="max-w-full">
        <span className="truncate">{t(words, { advisor: advisor ?? "" })}</span>
        <span aria-hidden="true">·</span>
        <RunningDuration since={transfer.connectedAt ? progressOf(transfer).since : transfer.requestedAt} />
      </StatusBadge>
    </Link>
  );
}
