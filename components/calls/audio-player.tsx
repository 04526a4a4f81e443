"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/format";
import { AudioControls } from "./audio-controls";
import { CHANNELS } from "./channel-sound";
import { turnAt } from "./cues";
import type { CallAudio } from "./use-call-audio";
import { useSpaceKey } from "./use-space-key";
import { useSpeed } from "./use-speed";
import { useWaveform, type Waveform } from "./use-waveform";

/** What is played, and what is said in it. */
export type PlayedAudio = Pick<CallAudio, "recording" | "cues" | "spoken" | "setSpoken" | "request">;

// Unplayed and played; the words beside each are read in the second. Opaque: what is drawn over a paler colour would become as pale.
const CHANNEL_CLASSES = {
  person: "border-[color-mix(in_oklab,var(--ink)_40%,var(--surface))] text-ink",
  other: "border-[color-mix(in_oklab,var(--accent)_45%,var(--surface))] text-accent",
};

/** Plays one recording, and says which turn is being spoken. */
export function AudioPlayer({ audio }: { audio: PlayedAudio }) {
  const t = useTranslations("calls.player");
  const { tenant } = useSession();
  const { recording, cues, spoken, setSpoken, request } = audio;
  const box = useRef<HTMLDivElement>(null);
  const [speed, keepSpeed] = useSpeed();
  const hasChannels = recording.channels === CHANNELS.length;
  const url = `/api/recordings/${recording.id}/audio?tenantId=${tenant.id}`;
  const wave = useWaveform(box, { url, sizeBytes: recording.sizeBytes, hasChannels, speed }, (ms) => {
    const position = ms === null ? null : turnAt(cues, ms);
    if (position !== spoken) setSpoken(position);
  });
  useSpaceKey(wave.toggle);
  usePlayRequest(request, wave);
  const setSpeed = (rate: number) => {
    keepSpeed(rate);
    wave.setSpeed(rate);
  };
  if (wave.phase === "failed") return <p className="text-sm text-failed">{t("failed")}</p>;
  return (
    <section aria-label={t("title")} data-testid="player" data-phase={wave.phase} className="grid gap-2">
      <div className="relative rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
        <div
          ref={box}
          aria-hidden="true"
          className={cn(
            "h-14 border-line-strong text-accent transition-opacity",
            hasChannels && "h-23",
            wave.phase === "loading" && "opacity-0",
          )}
        >
          {hasChannels && (
            <div className="flex h-5 gap-4 text-xs font-medium">
              {CHANNELS.map((channel) => (
                <span key={channel} data-channel={channel} className={CHANNEL_CLASSES[channel]}>
                  {t(`channels.${channel}`)}
                </span>
              ))}
            </div>
          )}
        </div>
        <Position wave={wave} />
      </div>
      <AudioControls recording={recording} cues={cues} wave={wave} speed={speed} onSpeed={setSpeed} />
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
      className="absolute inset-0 z-20 size-full cursor-pointer opacity-0"
    />
  );
}
