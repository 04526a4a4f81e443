"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { TurnView } from "@/lib/calls/schema";
import { callQueries } from "./call-queries";
import { TentativeTurn, TranscriptTurn } from "./transcript-turn";
import type { CallAudio } from "./use-call-audio";
import { useClickedTurn } from "./use-clicked-turn";
import { useFollowEnd } from "./use-follow-end";
import { useFollowSpoken } from "./use-follow-spoken";

// A box that scrolls must be reachable without a mouse.
const SCROLLABLE = { tabIndex: 0 };

type CallTranscriptProps = {
  callId: string;
  live: boolean;
  query: string | undefined;
  audio: CallAudio | undefined;
};

export function CallTranscript({ callId, live, query, audio }: CallTranscriptProps) {
  const t = useTranslations("calls.transcript");
  const { tenant } = useSession();
  const turns = useQuery(callQueries.turns(tenant.id, callId));
  const tentative = useQuery(callQueries.tentative(tenant.id, callId)).data ?? "";
  if (turns.isPending) return <TranscriptSkeleton />;
  if (turns.isError) return <LoadError error={turns.error} onRetry={() => void turns.refetch()} />;
  // A turn of which nothing was heard and nothing was meant has nothing to show.
  const shown = turns.data.filter((turn) => turn.text !== "" || turn.originalText);
  if (shown.length === 0 && !tentative) {
    return <p className="py-6 text-center text-ink-muted">{t(live ? "waiting" : "none")}</p>;
  }
  return <TurnList turns={shown} tentative={live ? tentative : ""} live={live} query={query} audio={audio} />;
}

type TurnListProps = Omit<CallTranscriptProps, "callId"> & { turns: TurnView[]; tentative: string };

function TurnList({ turns, tentative, live, query, audio }: TurnListProps) {
  const t = useTranslations("calls.transcript");
  const tDetail = useTranslations("calls.detail");
  const { box, following, onScroll, toEnd } = useFollowEnd();
  useClickedTurn(box, audio?.playTurn);
  useFollowSpoken(box, audio?.spoken ?? null);
  return (
    <div className="relative">
      <div
        ref={box}
        role="log"
        aria-label={tDetail("transcript")}
        aria-live={live ? "polite" : "off"}
        {...(live ? SCROLLABLE : {})}
        onScroll={onScroll}
        className={live ? "grid max-h-[60dvh] gap-3 overflow-y-auto p-0.5" : "grid gap-3 p-0.5"}
      >
        {turns.map((turn) => (
          <TranscriptTurn
            key={turn.position}
            turn={turn}
            query={query}
            isSpoken={audio?.spoken === turn.position}
            onPlay={audio?.playTurn(turn.position)}
          />
        ))}
        {tentative && <TentativeTurn text={tentative} />}
      </div>
      {live && !following && (
        <Button
          size="sm"
          className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-overlay"
          onClick={toEnd}
        >
          <ArrowDown aria-hidden="true" />
          {t("toEnd")}
        </Button>
      )}
    </div>
  );
}

function TranscriptSkeleton() {
  return (
    <Loading>
      <div className="grid gap-3">
        <Skeleton className="h-10 w-2/3" />
        <Skeleton className="ml-auto h-10 w-1/2" />
        <Skeleton className="h-10 w-3/5" />
      </div>
    </Loading>
  );
}
