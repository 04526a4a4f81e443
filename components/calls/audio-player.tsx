"use client";

import { Pause, Play } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { formatDuration } from "@/lib/format";
import { turnAt } from "./cues";
import type { CallAudio } from "./use-call-audio";
import { useSpaceKey } from "./use-space-key";
import { useWaveform, type Waveform } from "./use-waveform";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** What is played, and what is said in it. */
export type PlayedAudio = Pick<CallAudio, "recording" | "cues" | "spoken" | "setSpoken" | "request">;

/** Plays one recording, and says which turn is being spoken. */
export function AudioPlayer({ audio }: { audio: PlayedAudio }) {
  const t = useTranslations("calls.player");
  const { tenant } = useSession();
  const { recording, cues, spoken, setSpoken, request } = audio;
  const box = useRef<HTMLDivElement>(null);
  const url = `/api/recordings/${recording.id}/audio?tenantId=${tenant.id}`;
  const wave = useWaveform(box, { url, sizeBytes: recording.sizeBytes }, (ms) => {
    const position = ms === null ? null : turnAt(cues, ms);
    if (position !== spoken) setSpoken(position);
  });
  useSpaceKey(wave.toggle);
  usePlayRequest(request, wave);
  if (wave.phase === "failed") return <p className="text-sm text-failed">{t("failed")}</p>;
  return (
    <section aria-label={t("title")} data-testid="player" data-phase={wave.phase} className="grid gap-2">
      <div className="relative rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
        <div
          ref={box}
          aria-hidden="true"
          className={cn(
            "h-14 border-line-strong text-accent transition-opacity",
            wave.phase === "loading" && "opacity-0",
          )}
        />
        <Position wave={wave} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="icon"
          variant="primary"
          aria-label={t(wave.isPlaying ? "pause" : "play")}
          aria-keyshortcuts="Space"
          title={t("spaceKey")}
          disabled={wave.phase !== "ready"}
          onClick={wave.toggle}
        >
          {wave.isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </Button>
        <span className="text-sm text-ink-muted tabular-nums" data-testid="player-time">
          {formatDuration(wave.atSeconds)} / {formatDuration(wave.durationSeconds)}
        </span>
        <Speed onChange={wave.setSpeed} />
      </div>
    </section>
  );
}

/** A turn was chosen in the transcript: heard at once, or as soon as the recording is there. */
function usePlayRequest(request: CallAudio["request"], wave: Waveform): void {
  const serial = request?.serial;
  const isReady = wave.phase === "ready";
  const obey = useEffectEvent(() => {
    if (request) wave.playFrom(request.startMs / 1000);
  });
  useEffect(() => {
    if (serial !== undefined && isReady) obey();
  }, [serial, isReady]);
}

/** Invisible over the waveform: one control for mouse, touch, keys and screen readers. */
function Position({ wave }: { wave: Waveform }) {
  const t = useTranslations("calls.player");
  return (
    <input
      type="range"
      min={0}
      max={Math.max(1, Math.floor(wave.durationSeconds))}
      step={1}
      value={Math.floor(wave.atSeconds)}
      disabled={wave.phase !== "ready"}
      aria-label={t("position")}
      aria-valuetext={t("positionText", {
        at: formatDuration(wave.atSeconds),
        duration: formatDuration(wave.durationSeconds),
      })}
      onChange={(event) => wave.seek(Number(event.target.value))}
      className="absolute inset-0 size-full cursor-pointer opacity-0"
    />
  );
}

function Speed({ onChange }: { onChange: (rate: number) => void }) {
  const t = useTranslations("calls.player");
  const format = useFormatter();
  return (
    <Select
      aria-label={t("speed")}
      defaultValue="1"
      onChange={(event) => onChange(Number(event.target.value))}
      className="ml-auto w-24"
    >
      {SPEEDS.map((rate) => (
        <option key={rate} value={rate}>
          {format.number(rate)} ×
        </option>
      ))}
    </Select>
  );
}
