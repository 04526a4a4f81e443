"use client";

import { Play, Volume2, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Details } from "@/components/ui/details";
import type { TurnView } from "@/lib/calls/schema";
import { formatDuration } from "@/lib/format";
import type { TurnRole } from "@/lib/vocabulary";
import { splitHeard } from "./heard";
import { Highlighted } from "./highlighted";
import { readToolUse, type ToolUse } from "./tool-use";

const BUBBLES: Record<Exclude<TurnRole, "tool">, string> = {
  agent: "justify-self-start bg-hover rounded-bl-sm",
  caller: "justify-self-end bg-accent-soft rounded-br-sm",
  advisor: "justify-self-start bg-advisor-soft rounded-bl-sm",
};

type TranscriptTurnProps = {
  turn: TurnView;
  query: string | undefined;
  /** It is what the player says this moment. */
  isSpoken: boolean;
  /** Plays from here, where there is something to hear. */
  onPlay: (() => void) | undefined;
};

export function TranscriptTurn({ turn, query, isSpoken, onPlay }: TranscriptTurnProps) {
  const t = useTranslations("calls");
  if (turn.role === "tool") return <ToolTurn turn={turn} query={query} />;
  const { heard, unheard, corrected } = splitHeard(turn);
  return (
    <Bubble
      testId="turn"
      speaker={turn.role}
      who={t(`role.${turn.role}`)}
      at={formatDuration(turn.offsetMs / 1000)}
      position={turn.position}
      isSpoken={isSpoken}
      onPlay={onPlay}
    >
      <Highlighted text={heard} query={query} />
      {unheard && (
        <span className="text-ink-muted" title={t("transcript.unheard")}>
          <span aria-hidden="true" className="line-through decoration-line-strong">
            {unheard}
          </span>
          <span className="sr-only">
            ({t("transcript.unheard")}: {unheard})
          </span>
        </span>
      )}
      {turn.interrupted && (
        <span className="mt-0.5 block text-xs text-ink-muted">{t("transcript.interrupted")}</span>
      )}
      {corrected && (
        <span className="mt-0.5 block text-xs text-ink-muted">
          {t("transcript.original")} <del>{corrected}</del>
        </span>
      )}
    </Bubble>
  );
}

/** What the caller seems to be saying this moment; it may still change, so it is not read aloud. */
export function TentativeTurn({ text }: { text: string }) {
  const t = useTranslations("calls");
  return (
    <div aria-live="off" className="contents">
      <Bubble testId="tentative" speaker="caller" who={t("role.caller")} at={t("transcript.tentative")}>
        <span className="text-ink-muted italic">{text}</span>
      </Bubble>
    </div>
  );
}

type BubbleProps = {
  testId: "turn" | "tentative";
  speaker: Exclude<TurnRole, "tool">;
  who: string;
  at: string;
  position?: number;
  isSpoken?: boolean;
  onPlay?: (() => void) | undefined;
  children: ReactNode;
};

function Bubble({ testId, speaker, who, at, position, isSpoken = false, onPlay, children }: BubbleProps) {
  return (
    <div
      data-testid={testId}
      data-role={speaker}
      {...(position === undefined ? {} : { "data-position": position })}
      aria-current={isSpoken || undefined}
      className={cn(
        "grid max-w-[85%] scroll-mt-40 scroll-mb-20 max-md:scroll-mt-52 gap-0.5",
        speaker === "caller" && "justify-self-end",
        onPlay && "cursor-pointer",
      )}
    >
      <p
        className={cn(
          "flex items-center gap-2 text-xs text-ink-muted",
          speaker === "caller" && "justify-end",
        )}
      >
        <span className={cn("font-medium", speaker === "advisor" && "text-advisor")}>{who}</span>
        {onPlay ? (
          <PlayFrom who={who} at={at} isSpoken={isSpoken} onPlay={onPlay} />
        ) : (
          <span className="tabular-nums">{at}</span>
        )}
      </p>
      <p
        className={cn(
          "rounded-lg px-3 py-2 wrap-break-word whitespace-pre-wrap",
          BUBBLES[speaker],
          isSpoken && "ring-2 ring-accent",
        )}
      >
        {children}
      </p>
    </div>
  );
}

type PlayFromProps = { who: string; at: string; isSpoken: boolean; onPlay: () => void };

function PlayFrom({ who, at, isSpoken, onPlay }: PlayFromProps) {
  const t = useTranslations("calls.player");
  const Icon = isSpoken ? Volume2 : Play;
  return (
    <button
      type="button"
      aria-label={t("playFrom", { who, at })}
      onClick={onPlay}
      className={cn(
        "inline-flex min-h-6 items-center gap-1 rounded-sm px-1 tabular-nums hover:bg-hover hover:text-ink",
        isSpoken && "font-medium text-accent-ink",
      )}
    >
      <Icon aria-hidden="true" className="size-3" />
      {at}
    </button>
  );
}

function ToolTurn({ turn, query }: { turn: TurnView; query: string | undefined }) {
  const t = useTranslations("calls");
  const tCommon = useTranslations("common");
  const use = readToolUse(turn.text);
  const sentence = sentenceOf(use, t);
  return (
    <div
      data-testid="turn"
      data-role="tool"
      className="flex max-w-[85%] items-start gap-2 justify-self-center rounded-md border border-dashed px-2.5 py-1 text-sm text-ink-muted"
    >
      <Wrench aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <div className="min-w-0 wrap-break-word">
        <span className="sr-only">{t("role.tool")}: </span>
        {sentence ?? <Highlighted text={turn.text} query={query} />}
        {sentence && use?.say && (
          <span className="mt-0.5 block text-ink">
            <Highlighted text={use.say} query={query} />
          </span>
        )}
        {sentence && (
          <Details label={tCommon("details")}>
            <Highlighted text={turn.text} query={query} />
          </Details>
        )}
      </div>
    </div>
  );
}

/** Undefined for what was written in another way. */
function sentenceOf(
  use: ToolUse | undefined,
  t: ReturnType<typeof useTranslations<"calls">>,
): string | undefined {
  if (!use) return undefined;
  if (use.outcome) return t("resultReported", { outcome: t(`outcome.${use.outcome}`) });
  return t("toolUsed", { tool: t.has(`tools.${use.name}`) ? t(`tools.${use.name}`) : use.name });
}
