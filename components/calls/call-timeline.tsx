"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { sentenceOfEvent } from "@/components/transfers/transfer-events";
import { cn } from "@/components/ui/class-names";
import { Details } from "@/components/ui/details";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { CallEventView } from "@/lib/calls/schema";
import { formatDateTime, formatTimeWithSeconds } from "@/lib/format";
import type { CallEventType } from "@/lib/vocabulary";
import { callQueries } from "./call-queries";
import { sentenceOf } from "./event-words";

const FAULTS: readonly CallEventType[] = ["agent_error", "call_lost"];
const NEWS: readonly CallEventType[] = [
  "agent_connected",
  "result_reported",
  "conversation_reported",
  "transfer_requested",
  "transfer_ended",
  "message_left",
  "machine_detected",
];

/** Everything that happened to the call, in words; the vendors' own words one press away. */
export function CallTimeline({ callId }: { callId: string }) {
  const t = useTranslations("calls");
  const { tenant } = useSession();
  const events = useQuery(callQueries.events(tenant.id, callId));
  if (events.isPending) {
    return (
      <Loading>
        <div className="grid gap-3">
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/3" />
        </div>
      </Loading>
    );
  }
  if (events.isError) return <LoadError error={events.error} onRetry={() => void events.refetch()} />;
  if (events.data.length === 0) return <p className="text-ink-muted">{t("timeline.none")}</p>;
  return (
    <ol className="grid">
      {events.data.map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
    </ol>
  );
}

function EventRow({ event }: { event: CallEventView }) {
  const t = useTranslations("calls");
  const tTransfers = useTranslations("transfers");
  const tCommon = useTranslations("common");
  const place = usePlace();
  const { type, source, occurredAt, payload } = event;
  return (
    <li
      data-testid="event-row"
      data-type={type}
      className="relative grid grid-cols-[auto_1fr] gap-x-3 pb-3 before:absolute before:top-4 before:bottom-0 before:left-[3.5px] before:w-px before:bg-line last:before:hidden"
    >
      <span
        aria-hidden="true"
        className={cn(
          "mt-1.5 size-2 rounded-full bg-line-strong",
          FAULTS.includes(type) && "bg-failed",
          NEWS.includes(type) && "bg-accent",
        )}
      />
      <div className="grid min-w-0 gap-0.5">
        <p className="flex items-baseline justify-between gap-x-3">
          <span className="min-w-0 wrap-break-word">
            {sentenceOfEvent(event, tTransfers) ?? sentenceOf(event, t)}
          </span>
          <time
            dateTime={occurredAt.toISOString()}
            title={formatDateTime(occurredAt, place)}
            className="text-sm text-ink-muted tabular-nums"
          >
            {formatTimeWithSeconds(occurredAt, place)}
          </time>
        </p>
        <Details label={tCommon("details")}>
          {`${t(`source.${source}`)} · ${type}\n${JSON.stringify(payload, null, 2)}`}
        </Details>
      </div>
    </li>
  );
}
