"use client";

import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { getFile } from "@/lib/api-client";
import { formatDate, formatDuration } from "@/lib/format";
import type { TrackView } from "@/lib/hold-music/schema";
import type { VoiceSound } from "./use-voice-sound";
import { VoicePlayButton } from "./voice-play-button";

/** Tracks of the house are named in the reader's language. */
export function useTrackName(): (track: Pick<TrackView, "track" | "name">) => string {
  const t = useTranslations("voiceSettings.music.names");
  return ({ track, name }) => name ?? (t.has(track) ? t(track) : track);
}

type HoldTrackRowProps = {
  track: TrackView;
  isChosen: boolean;
  sound: VoiceSound;
  /** Absent: only to hear. */
  onChoose?: () => void;
  onDelete?: () => void;
};

export function HoldTrackRow({ track, isChosen, sound, onChoose, onDelete }: HoldTrackRowProps) {
  const t = useTranslations("voiceSettings.music");
  const name = useTrackName()(track);
  const id = useId();
  return (
    <div className="flex min-h-14 items-center gap-2 border-b py-2 pr-2 pl-4 last:border-b-0">
      <input
        type="radio"
        name="hold-track"
        id={id}
        checked={isChosen}
        disabled={!onChoose}
        onChange={() => onChoose?.()}
        className="size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id} className="grid min-w-0 flex-1 pl-1">
        <span className="truncate font-medium">{name}</span>
        <TrackFacts track={track} />
      </label>
      <span className="flex shrink-0">
        <VoicePlayButton
          id={`track ${track.track}`}
          sound={sound}
          load={async () => (await getFile(track.audioPath)).blob}
          labels={{ play: t("play", { name }), stop: t("stop", { name }) }}
        />
        {track.isOwn && onDelete && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("delete", { name })}
            title={t("delete", { name })}
            onClick={onDelete}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        )}
      </span>
    </div>
  );
}

function TrackFacts({ track: { durationMs, createdBy, createdAt } }: { track: TrackView }) {
  const t = useTranslations("voiceSettings.music");
  const locale = useLocale();
  const { timeZone } = useSession().tenant;
  const origin =
    createdBy && createdAt
      ? t("uploadedBy", { name: createdBy, date: formatDate(createdAt, { locale, timeZone }) })
      : t("bundled");
  return (
    <span className="truncate text-sm text-ink-muted tabular-nums">
      {[durationMs === null ? "" : formatDuration(Math.round(durationMs / 1000)), origin]
        .filter(Boolean)
        .join(" · ")}
    </span>
  );
}
