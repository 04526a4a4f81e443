"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { AttentionNotice } from "@/components/attention/attention-notice";
import { BackToList } from "@/components/frame/back-to-list";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { HangUpButton } from "@/components/live/hang-up-button";
import { CallTransfers } from "@/components/transfers/call-transfers";
import { TransferButton } from "@/components/transfers/transfer-button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import { EmptyState } from "@/components/ui/empty-state";
import { PhoneButton } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";
import type { CallDetail as Call } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { CallAnalysis } from "./call-analysis";
import { CallDeeds } from "./call-deeds";
import { CallFacts } from "./call-facts";
import { CallPlayer } from "./call-player";
import { CallProblemNotice } from "./call-problem-notice";
import { callQueries } from "./call-queries";
import { CallStatusBadge } from "./call-status-badge";
import { CallTimeline } from "./call-timeline";
import { CallTranscript } from "./call-transcript";
import { otherParty } from "./call-words";
import { Instant } from "./instant";
import { useCallAudio } from "./use-call-audio";

export function CallDetail({ callId }: { callId: string }) {
  const t = useTranslations("calls.detail");
  const { tenant } = useSession();
  const call = useQuery(callQueries.detail(tenant.id, callId));
  return (
    <article aria-label={t("title")} className="relative grid content-start gap-4">
      <BackToList path="/calls" words={{ back: t("back"), close: t("close") }} />
      {call.isPending && <DetailSkeleton />}
      {call.isError &&
        (call.error instanceof ApiError && call.error.status === 404 ? (
          <EmptyState title={t("notFound")} />
        ) : (
          <LoadError error={call.error} onRetry={() => void call.refetch()} />
        ))}
      {call.data && <DetailBody call={call.data} />}
    </article>
  );
}

function DetailBody({ call }: { call: Call }) {
  const t = useTranslations("calls");
  const query = useSearchParams().get("q") ?? undefined;
  const live = !isFinal(call.status);
  const audio = useCallAudio(call.id);
  return (
    <>
      <DetailHeader call={call} live={live} />
      <AttentionNotice call={call} />
      <CallProblemNotice call={call} />
      <CallTransfers callId={call.id} live={live} />
      <CallAnalysis call={call} />
      <CallDeeds callId={call.id} />
      <Card>
        <CardHeader title={t("detail.transcript")} />
        <CardBody>
          {audio && <CallPlayer audio={audio} />}
          <CallTranscript callId={call.id} live={live} query={query} audio={audio} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t("detail.facts")} />
        <CardBody>
          <CallFacts call={call} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t("detail.timeline")} />
        <CardBody className="grid gap-3">
          <CallTimeline callId={call.id} />
          <TechnicalData call={call} />
        </CardBody>
      </Card>
    </>
  );
}

function DetailHeader({ call, live }: { call: Call; live: boolean }) {
  const t = useTranslations("calls");
  const { tenant } = useSession();
  const who = otherParty(call);
  return (
    <header className="flex flex-wrap items-start justify-between gap-3 xl:pr-12">
      <div className="grid min-w-0 gap-1">
        <h1 className="text-xl font-semibold tracking-tight wrap-break-word">
          {t(`detail.heading.${call.direction}`)}{" "}
          {!call.contact && call.contactName && `${call.contactName} `}
          {call.contact && (
            <Link
              href={`/contacts/${call.contact.id}` as Route}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {call.contact.name}
            </Link>
          )}{" "}
          <PhoneButton
            number={who}
            country={tenant.country}
            className="align-baseline text-xl font-semibold"
          />
        </h1>
        <div className="flex flex-wrap items-center gap-2 text-ink-muted">
          <CallStatusBadge status={call.status} />
          <span>
            <Instant at={call.startedAt} />
            {call.title && ` · ${call.title}`}
          </span>
        </div>
      </div>
      {live && (
        <div className="flex flex-wrap gap-2">
          <TransferButton call={call} who={who} hasKey />
          <HangUpButton callId={call.id} who={who} />
        </div>
      )}
    </header>
  );
}

function TechnicalData({ call }: { call: Call }) {
  const t = useTranslations("calls.detail");
  const { id, twilioCallSid, elevenLabsConversationId, streamEndReason, metadata } = call;
  return (
    <Details label={t("technical")}>
      {JSON.stringify({ id, twilioCallSid, elevenLabsConversationId, streamEndReason, metadata }, null, 2)}
    </Details>
  );
}

function DetailSkeleton() {
  return (
    <Loading>
      <div className="grid gap-4">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-64" />
        <Skeleton className="h-40" />
      </div>
    </Loading>
  );
}
