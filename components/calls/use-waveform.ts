"use client";

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import WaveSurfer from "wavesurfer.js";

/** Decoding takes about thirty times as much memory: of longer recordings only the line is drawn. */
const MAX_DRAWN_BYTES = 20 * 1024 * 1024;
const FLAT = [[0, 0]];
/** Redrawn no more often than this while playing. */
const STEP_SECONDS = 0.25;

export interface Waveform {
  phase: "loading" | "ready" | "failed";
  isPlaying: boolean;
  atSeconds: number;
  durationSeconds: number;
  toggle: () => void;
  seek: (seconds: number) => void;
  playFrom: (seconds: number) => void;
  setSpeed: (rate: number) => void;
}

interface Source {
  url: string;
  sizeBytes: number;
}

/** Draws a recording into the box and plays it. `onTime` hears every step, finer than the page is redrawn; null at its end. */
export function useWaveform(
  box: RefObject<HTMLDivElement | null>,
  { url, sizeBytes }: Source,
  onTime: (ms: number | null) => void,
): Waveform {
  const surfer = useRef<WaveSurfer>(null);
  const [phase, setPhase] = useState<Waveform["phase"]>("loading");
  const [isPlaying, setIsPlaying] = useState(false);
  const [atSeconds, setAtSeconds] = useState(0);
  const [durationSeconds, setDurationSeconds] = useState(0);
  const tell = useEffectEvent(onTime);

  useEffect(() => {
    if (!box.current) return undefined;
    const created = WaveSurfer.create({
      container: box.current,
      url,
      height: 56,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      cursorWidth: 2,
      normalize: true,
      // The slider over it takes clicks, touches and keys alike.
      interact: false,
      ...coloursOf(box.current),
      ...(sizeBytes > MAX_DRAWN_BYTES ? { peaks: FLAT } : {}),
    });
    surfer.current = created;
    created.on("ready", (seconds) => {
      setDurationSeconds(seconds);
      setPhase("ready");
    });
    created.on("error", () => setPhase("failed"));
    created.on("play", () => setIsPlaying(true));
    created.on("pause", () => setIsPlaying(false));
    created.on("finish", () => tell(null));
    created.on("timeupdate", (seconds) => {
      setAtSeconds(Math.floor(seconds / STEP_SECONDS) * STEP_SECONDS);
      tell(seconds * 1000);
    });
    const unfollow = followTheme(() => box.current && created.setOptions(coloursOf(box.current)));
    return () => {
      unfollow();
      surfer.current = null;
      created.destroy();
    };
  }, [box, url, sizeBytes]);

  // Refused by the browser (no gesture yet): the button shows that nothing plays.
  const play = (start?: number) => void surfer.current?.play(start).catch(() => setIsPlaying(false));
  return {
    phase,
    isPlaying,
    atSeconds,
    durationSeconds,
    toggle: () => (surfer.current?.isPlaying() ? surfer.current.pause() : play()),
    seek: (seconds) => surfer.current?.setTime(seconds),
    playFrom: (seconds) => play(seconds),
    setSpeed: (rate) => surfer.current?.setPlaybackRate(rate),
  };
}

/** A canvas does not follow the theme's variables: they are read from the box, whose own colours they are. */
function coloursOf(box: HTMLElement) {
  const { color, borderColor } = getComputedStyle(box);
  return { waveColor: borderColor, progressColor: color, cursorColor: color };
}

function followTheme(redraw: () => void): () => void {
  const classes = new MutationObserver(redraw);
  classes.observe(document.documentElement, { attributeFilter: ["class"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", redraw);
  return () => {
    classes.disconnect();
    system.removeEventListener("change", redraw);
  };
}
