"use client";

import { type LucideIcon, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useShortcut } from "@/components/frame/use-shortcut";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { formatDuration } from "@/lib/format";
import type { RecordingView } from "@/lib/recordings/schema";
import { CHANNELS, type Heard } from "./channel-sound";
import { type Cue, startAfter, startBefore } from "./cues";
import { RecordingActions } from "./recording-actions";
import { SPEEDS } from "./use-speed";
import type { Waveform } from "./use-waveform";

type AudioControlsProps = {
  recording: RecordingView;
  cues: Cue[];
  wave: Waveform;
  speed: number;
  onSpeed: (rate: number) => void;
};

/** Under the waveform: play, from turn to turn, who is heard, how fast, and what can be done with the file. */
export function AudioControls({ recording, cues, wave, speed, onSpeed }: AudioControlsProps) {
  const t = useTranslations("calls.player");
  const isReady = wave.phase === "ready";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex items-center gap-1">
        <Button
          size="icon"
          variant="primary"
          aria-label={t(wave.isPlaying ? "pause" : "play")}
          aria-keyshortcuts="Space"
          title={t("spaceKey")}
          disabled={!isReady}
          onClick={wave.toggle}
        >
          {wave.isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </Button>
        {cues.length > 0 && <TurnButtons cues={cues} wave={wave} />}
      </div>
      <span className="text-sm text-ink-muted tabular-nums" data-testid="player-time">
        {formatDuration(wave.atSeconds)} / {formatDuration(wave.durationSeconds)}
      </span>
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        {recording.channels === CHANNELS.length && <HeardChoice disabled={!isReady} onChange={wave.hear} />}
        <SpeedChoice speed={speed} onChange={onSpeed} />
        <RecordingActions recording={recording} />
      </div>
    </div>
  );
}

function TurnButtons({ cues, wave }: Pick<AudioControlsProps, "cues" | "wave">) {
  const t = useTranslations("calls.player");
  const isReady = wave.phase === "ready";
  const back = () => {
    if (isReady) wave.seek(startBefore(cues, wave.nowMs()) / 1000);
  };
  const on = () => {
    const startMs = isReady ? startAfter(cues, wave.nowMs()) : undefined;
    if (startMs !== undefined) wave.seek(startMs / 1000);
  };
  const hasNext = isReady && startAfter(cues, wave.atSeconds * 1000) !== undefined;
  return (
    <>
      <TurnButton label={t("turnBefore")} keys="," icon={SkipBack} disabled={!isReady} onPress={back} />
      <TurnButton label={t("turnAfter")} keys="." icon={SkipForward} disabled={!hasNext} onPress={on} />
    </>
  );
}

type TurnButtonProps = {
  label: string;
  keys: string;
  icon: LucideIcon;
  /** Not the browser's own: at the last turn the button must not lose the focus. */
  disabled: boolean;
  onPress: () => void;
};

function TurnButton({ label, keys, icon: Icon, disabled, onPress }: TurnButtonProps) {
  const t = useTranslations("calls.player");
  useShortcut(keys, onPress);
  return (
    <Button
      size="icon"
      variant="ghost"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={t("withKey", { deed: label, key: keys })}
      aria-disabled={disabled || undefined}
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}

type HeardChoiceProps = { disabled: boolean; onChange: (heard: Heard) => void };

/** One side alone: what somebody said while the other spoke too. */
function HeardChoice({ disabled, onChange }: HeardChoiceProps) {
  const t = useTranslations("calls.player");
  return (
    <Select
      aria-label={t("heard")}
      defaultValue=""
      disabled={disabled}
      onChange={({ target }) => onChange(CHANNELS.find((channel) => channel === target.value) ?? null)}
      className="w-34 sm:w-44"
    >
      <option value="">{t("everybody")}</option>
      {CHANNELS.map((channel) => (
        <option key={channel} value={channel}>
          {t("only", { who: t(`channels.${channel}`) })}
        </option>
      ))}
    </Select>
  );
}

type SpeedChoiceProps = { speed: number; onChange: (rate: number) => void };

function SpeedChoice({ speed, onChange }: SpeedChoiceProps) {
  const t = useTranslations("calls.player");
  const format = useFormatter();
  return (
    <Select
      aria-label={t("speed")}
      value={speed}
      onChange={(event) => onChange(Number(event.target.value))}
      className="w-24"
    >
      {SPEEDS.map((rate) => (
        <option key={rate} value={rate}>
          {format.number(rate)} ×
        </option>
      ))}
    </Select>
  );
}
