"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { CallStatusBadge } from "@/components/calls/call-status-badge";
import { otherParty } from "@/components/calls/call-words";
import { DirectionIcon } from "@/components/calls/direction-icon";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { HangUpButton } from "@/components/live/hang-up-button";
import { LastSentence } from "@/components/live/last-sentence";
import { useLiveCalls } from "@/components/live/live-calls";
import { RunningDuration } from "@/components/live/running-duration";
import { TransferButton } from "@/components/transfers/transfer-button";
import { WaitingFor } from "@/components/transfers/waiting-for";
import { buttonClasses } from "@/components/ui/button";
import { PhoneButton } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { CallView } from "@/lib/calls/schema";

export function LiveCalls() {
  const t = useTranslations("today.live");
  const calls = useLiveCalls();
  return (
    <section aria-labelledby="live-heading" className="grid gap-3">
      <h2 id="live-heading" className="text-lg font-semibold">
        {t("heading")}
      </h2>
      {calls.isPending && (
        <Loading>
          <Skeleton className="h-20 rounded-lg" />
        </Loading>
      )}
      {calls.isError && <LoadError error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data?.length === 0 && (
        <p className="grid min-h-20 items-center rounded-lg border border-dashed px-4 py-3 text-ink-muted">
          {t("none")}
        </p>
      )}
      {calls.data && calls.data.length > 0 && (
        <ul className="grid grid-cols-1 gap-3">
          {calls.data.map((call) => (
            <LiveCall key={call.id} call={call} isOnly={calls.data.length === 1} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LiveCall({ call, isOnly }: { call: CallView; isOnly: boolean }) {
  const t = useTranslations("today.live");
  const tPurpose = useTranslations("calls.purpose");
  const { tenant } = useSession();
  const who = otherParty(call);
  const name = call.contact?.name ?? call.contactName;
  return (
    <li
      data-testid="live-call"
      data-call-id={call.id}
      className="flex min-h-20 flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-accent/50 bg-surface px-4 py-3"
    >
      <div className="grid min-w-0 flex-1 basis-60 grid-cols-1 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          <span className="inline-flex min-w-0 items-baseline gap-2.5">
            <DirectionIcon direction={call.direction} />
            {name && <span className="min-w-0 wrap-break-word">{name}</span>}
          </span>
          <PhoneButton
            number={who}
            country={tenant.country}
            className={name ? "font-normal text-ink-muted" : ""}
          />
          <CallStatusBadge status={call.status} />
          <RunningDuration since={call.answeredAt ?? call.startedAt} />
          <WaitingFor callId={call.id} />
          {call.agent && <span className="font-normal text-ink-muted">{call.agent.name}</span>}
          {call.purpose && <span className="font-normal text-ink-muted">{tPurpose(call.purpose)}</span>}
        </div>
        <p className="truncate text-sm">
          <LastSentence call={call} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link href={`/calls/${call.id}`} className={buttonClasses()}>
          {t("open")}
        </Link>
        <TransferButton call={call} who={who} hasKey={isOnly} />
        <HangUpButton callId={call.id} who={who} />
      </div>
    </li>
  );
}
