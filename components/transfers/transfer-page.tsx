"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { callQueries } from "@/components/calls/call-queries";
import { CallTranscript } from "@/components/calls/call-transcript";
import { otherParty } from "@/components/calls/call-words";
import { DirectionIcon } from "@/components/calls/direction-icon";
import { Instant } from "@/components/calls/instant";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PhoneButton } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";
import type { CallDetail } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import type { TransferView } from "@/lib/transfers/schema";
import { TransferActions } from "./transfer-actions";
import { TransferAttempts } from "./transfer-attempts";
import { WhoAsked } from "./transfer-card";
import { TransferCaller } from "./transfer-caller";
import { TransferLeft } from "./transfer-left";
import { TransferNote } from "./transfer-note";
import { isOpen } from "./transfer-steps";
import { TransferStrip } from "./transfer-strip";
import { useFollowedTransfer } from "./use-transfers";

/** Who is calling, what about, and what can be done: for the advisor whose telephone rings, on whatever screen they have at hand. */
export function TransferPage({ transferId }: { transferId: string }) {
  const t = useTranslations("transfers.page");
  const transfer = useFollowedTransfer(transferId);
  if (transfer.data) return <TransferBody transfer={transfer.data} />;
  if (transfer.isPending) return <PageSkeleton />;
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      {transfer.error instanceof ApiError && transfer.error.status === 404 ? (
        <EmptyState title={t("notFound")} />
      ) : (
        <LoadError error={transfer.error} onRetry={() => void transfer.refetch()} />
      )}
    </>
  );
}

function TransferBody({ transfer }: { transfer: TransferView }) {
  const { tenant } = useSession();
  const call = useQuery(callQueries.detail(tenant.id, transfer.callId));
  return (
    <article data-testid="transfer-page" className="mx-auto grid w-full max-w-6xl gap-4">
      <Head transfer={transfer} call={call.data} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <About transfer={transfer} />
          <Standing transfer={transfer} />
        </div>
        <div className="grid min-w-0 gap-4 lg:row-span-2">
          {call.isError && <LoadError error={call.error} onRetry={() => void call.refetch()} />}
          <TransferCaller call={call.data} />
          <TransferNote transfer={transfer} />
        </div>
        <Said callId={transfer.callId} live={call.data !== undefined && !isFinal(call.data.status)} />
      </div>
      {isOpen(transfer) && <ActionBar transfer={transfer} />}
    </article>
  );
}

function Head({ transfer, call }: { transfer: TransferView; call: CallDetail | undefined }) {
  const t = useTranslations("transfers.page");
  const { tenant } = useSession();
  const name = call?.contact?.name ?? call?.contactName;
  return (
    <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h1 className="flex min-h-9 flex-wrap items-center gap-x-2 text-xl font-semibold tracking-tight">
        <span className="sr-only">{t("title")}: </span>
        <span className="inline-flex min-w-0 items-baseline gap-2">
          {call && <DirectionIcon direction={call.direction} />}
          {name && <span className="min-w-0 wrap-break-word">{name}</span>}
        </span>
        {call && (
          <PhoneButton
            number={otherParty(call)}
            country={tenant.country}
            className={name ? "text-lg font-normal text-ink-muted" : "text-xl font-semibold"}
          />
        )}
      </h1>
      <Link
        href={`/calls/${transfer.callId}` as Route}
        className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
      >
        {t("openCall")}
      </Link>
    </header>
  );
}

/** Why a person is wanted, in large: it is read while the telephone is taken off. */
function About({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  const { reason, brief } = transfer;
  return (
    <section
      aria-label={t("page.about")}
      className="grid gap-2 rounded-lg border border-accent/50 bg-accent-soft p-4"
    >
      <p className="text-sm text-ink-muted">
        {t("asked")}: <WhoAsked transfer={transfer} /> · <Instant at={transfer.requestedAt} />
      </p>
      <p className="text-xl font-semibold wrap-break-word">{reason || t("incoming.noReason")}</p>
      {brief && <p className="text-lg wrap-break-word whitespace-pre-wrap">{brief}</p>}
    </section>
  );
}

function Standing({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  return (
    <Card aria-labelledby="standing-heading">
      <CardHeader title={t("one")} titleId="standing-heading" />
      <CardBody className="grid gap-4">
        <TransferStrip transfer={transfer} />
        <TransferLeft transfer={transfer} />
        <TransferAttempts attempts={transfer.attempts} />
      </CardBody>
    </Card>
  );
}

function Said({ callId, live }: { callId: string; live: boolean }) {
  const t = useTranslations("transfers.page");
  return (
    <Card aria-labelledby="said-heading">
      <CardHeader title={t("said")} titleId="said-heading" />
      <CardBody>
        <CallTranscript callId={callId} live={live} query={undefined} audio={undefined} />
      </CardBody>
    </Card>
  );
}

/** In thumb's reach: at the foot of the window, whatever has been scrolled to. */
function ActionBar({ transfer }: { transfer: TransferView }) {
  return (
    <div className="sticky z-20 flex justify-end max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))] md:bottom-4">
      <div className="rounded-lg border border-accent/50 bg-raised p-2 shadow-overlay empty:hidden max-md:w-full">
        <TransferActions transfer={transfer} wide />
      </div>
    </div>
  );
}

function PageSkeleton() {
  return (
    <Loading>
      <div className="mx-auto grid w-full max-w-6xl gap-4">
        <Skeleton className="h-9 w-72" />
        <Skeleton className="h-32" />
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </div>
    </Loading>
  );
}
