"use client";

import { useQuery } from "@tanstack/react-query";
import { Phone, PhoneOff } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { useFeedPhase } from "@/components/live/live-feed";
import { RunningDuration } from "@/components/live/running-duration";
import { useHangUp } from "@/components/live/use-hang-up";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { usePhoneFacts } from "@/components/ui/phone-format";
import { PhoneNumber } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { CallDetail } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { formatDuration } from "@/lib/format";
import { type DialProgress as Progress, isOver, progressOf } from "./dial-steps";
import { DialTranscript } from "./dial-transcript";

type DialProgressProps = {
  callId: string;
  hangUpAsked: boolean;
  onHangUp: () => void;
  onHangUpFailed: () => void;
  onAgain: () => Promise<void>;
  onEdit: () => void;
  onClose: () => void;
};

const TONES: Record<Progress, Tone> = {
  dialling: "waiting",
  unsure: "waiting",
  ringing: "waiting",
  talking: "live",
  hanging_up: "waiting",
  completed: "good",
  voicemail: "ended",
  no_answer: "ended",
  busy: "ended",
  canceled: "ended",
  failed: "failed",
  ended_manually: "ended",
};

const ASKED_EVERY_MS = 10_000;
const ASKED_WITHOUT_FEED_MS = 2000;

/** The feed tells at once; asking now and then covers what a feed can lose. */
function useFollowedCall(callId: string) {
  const { tenant } = useSession();
  const phase = useFeedPhase();
  return useQuery({
    ...callQueries.detail(tenant.id, callId),
    refetchInterval: ({ state }) => {
      if (state.data && isFinal(state.data.status)) return false;
      return phase === "open" ? ASKED_EVERY_MS : ASKED_WITHOUT_FEED_MS;
    },
  });
}

export function DialProgress(props: DialProgressProps) {
  const call = useFollowedCall(props.callId);
  if (call.data) return <FollowedCall {...props} call={call.data} />;
  if (call.isError) return <LoadError error={call.error} onRetry={() => void call.refetch()} />;
  return (
    <Loading>
      <Skeleton className="h-40 w-full" />
    </Loading>
  );
}

function FollowedCall({ call, hangUpAsked, ...props }: DialProgressProps & { call: CallDetail }) {
  const t = useTranslations("dial.progress");
  const { tenant } = useSession();
  const progress = progressOf(call, hangUpAsked);
  const who = useSpokenName(call);
  const box = useRef<HTMLElement>(null);
  // The form is gone and with it the focus.
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      data-testid="dial-progress"
      data-progress={progress}
      aria-label={t("label")}
      className="grid gap-4 outline-none"
    >
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          {call.contactName && <span className="text-lg font-semibold">{call.contactName}</span>}
          <PhoneNumber
            number={call.toNumber}
            country={tenant.country}
            className={call.contactName ? "text-ink-muted" : "text-lg font-semibold"}
          />
          <Link
            href={`/calls/${call.id}` as Route}
            className="ml-auto underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {t("open")}
          </Link>
        </div>
        <div aria-live="polite" className="grid gap-1.5">
          <div className="flex items-center gap-3">
            <StatusBadge tone={TONES[progress]}>{t(`short.${progress}`)}</StatusBadge>
            <CallClock call={call} />
          </div>
          <p>{t(`long.${progress}`, { who })}</p>
        </div>
        <EndFacts call={call} progress={progress} />
      </div>
      {call.answeredAt && <DialTranscript callId={call.id} isLive={!isOver(progress)} />}
      <ProgressActions {...props} progress={progress} />
    </section>
  );
}

function useSpokenName({ contactName, toNumber }: CallDetail): string {
  const { country } = useSession().tenant;
  const facts = usePhoneFacts(toNumber);
  if (contactName) return contactName;
  if (!facts) return toNumber;
  return facts.country === country ? facts.national : facts.international;
}

function CallClock({ call }: { call: CallDetail }) {
  if (!isFinal(call.status)) return <RunningDuration since={call.answeredAt ?? call.startedAt} />;
  if (call.durationSeconds === null || call.answeredAt === null) return null;
  return <span className="tabular-nums">{formatDuration(call.durationSeconds)}</span>;
}

/** What came of it, or why it came to nothing. */
function EndFacts({ call, progress }: { call: CallDetail; progress: Progress }) {
  const tOutcome = useTranslations("calls.outcome");
  const tCommon = useTranslations("common");
  if (!isOver(progress)) return null;
  const technical = [call.errorCode, call.errorMessage].filter(Boolean).join("\n");
  return (
    <>
      {call.outcome && <p className="font-medium">{tOutcome(call.outcome)}</p>}
      {progress === "failed" && technical !== "" && <Details label={tCommon("details")}>{technical}</Details>}
    </>
  );
}

type ProgressActionsProps = Omit<DialProgressProps, "hangUpAsked"> & { progress: Progress };

function ProgressActions(props: ProgressActionsProps) {
  const { callId, progress, onHangUp, onHangUpFailed, onAgain, onEdit, onClose } = props;
  const t = useTranslations("dial.progress");
  const hangUp = useHangUp(callId, { failed: onHangUpFailed });
  const over = isOver(progress);
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 max-sm:*:flex-auto">
      {over ? (
        <>
          <Button onClick={onEdit}>{t("edit")}</Button>
          <Button onClick={() => void onAgain()}>
            <Phone aria-hidden="true" />
            {t("again")}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={onClose}>{t("minimise")}</Button>
          <Button
            variant="danger"
            busy={progress === "hanging_up"}
            onClick={() => {
              onHangUp();
              hangUp.mutate();
            }}
          >
            <PhoneOff aria-hidden="true" />
            {t("hangUp")}
          </Button>
        </>
      )}
    </div>
  );
}
