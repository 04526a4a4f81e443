"use client";

import { Circle, CircleCheck, CircleDot, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { RunningDuration } from "@/components/live/running-duration";
import { StatusBadge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/format";
import type { TransferView } from "@/lib/transfers/schema";
import {
  isOpen,
  progressOf,
  spokenSeconds,
  type StepState,
  stepStates,
  type TransferStep,
  toneOfTransfer,
} from "./transfer-steps";
import { sentenceOfTransfer } from "./transfer-words";

const LOOKS = {
  done: { icon: CircleCheck, ink: "text-good" },
  now: { icon: CircleDot, ink: "animate-live text-accent-ink" },
  stopped: { icon: CircleX, ink: "text-failed" },
  ahead: { icon: Circle, ink: "text-line-strong" },
} satisfies Record<StepState, { icon: typeof Circle; ink: string }>;

/** The way of a transfer and where on it this one is, or stopped. */
export function TransferStrip({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  return (
    <div
      data-testid="transfer-strip"
      data-status={transfer.status}
      data-step={progressOf(transfer).step}
      className="grid gap-3"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <div aria-live="polite" className="contents">
          <StatusBadge tone={toneOfTransfer(transfer.status)}>{t(`status.${transfer.status}`)}</StatusBadge>
          <p className="min-w-0 flex-1 basis-56 wrap-break-word max-md:order-last max-md:basis-full">
            {sentenceOfTransfer(transfer, t)}
          </p>
        </div>
        <TransferClock transfer={transfer} />
      </div>
      <ol aria-label={t("way")} className="grid grid-cols-5">
        {stepStates(transfer).map(({ step, state }, index) => (
          <Step key={step} step={step} state={state} isFirst={index === 0} />
        ))}
      </ol>
    </div>
  );
}

/** Of the step while it lasts; of the whole way when it is over. */
function TransferClock({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  const { requestedAt, connectedAt, endedAt } = transfer;
  if (isOpen(transfer) || !endedAt) {
    return (
      <span className="ml-auto text-sm text-ink-muted">
        <RunningDuration since={progressOf(transfer).since} />
      </span>
    );
  }
  const seconds = connectedAt ? spokenSeconds(transfer) : (endedAt.getTime() - requestedAt.getTime()) / 1000;
  return (
    <span className="ml-auto text-sm text-ink-muted tabular-nums">
      {t(connectedAt ? "spoke" : "lasted", { duration: formatDuration(seconds) })}
    </span>
  );
}

function Step({ step, state, isFirst }: { step: TransferStep; state: StepState; isFirst: boolean }) {
  const t = useTranslations("transfers");
  const { icon: Icon, ink } = LOOKS[state];
  return (
    <li
      data-step={step}
      data-state={state}
      aria-current={state === "now" ? "step" : undefined}
      className="relative grid content-start justify-items-center gap-1 px-0.5 text-center"
    >
      {!isFirst && (
        <span
          aria-hidden="true"
          className={cn(
            "absolute top-2 right-[calc(50%+0.75rem)] left-[calc(-50%+0.75rem)] h-px",
            state === "ahead" ? "bg-line" : "bg-good",
          )}
        />
      )}
      <Icon aria-hidden="true" className={cn("size-4", ink)} />
      <span className={cn("text-xs", state === "now" ? "font-medium" : "text-ink-muted")}>
        {t(`step.${step}`)}
        <span className="sr-only"> ({t(`stepState.${state}`)})</span>
      </span>
    </li>
  );
}
