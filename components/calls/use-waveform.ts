"use client";

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import WaveSurfer from "wavesurfer.js";
import { CHANNELS, type ChannelSound, type Heard, openChannelSound } from "./channel-sound";

/** Decoding takes about thirty times as much memory: of longer recordings only the line is drawn. */
const MAX_DRAWN_BYTES = 20 * 1024 * 1024;
/** Redrawn no more often than this while playing. */
const STEP_SECONDS = 0.25;
const HEIGHT = 56;
/** Of each of two; above one another they stand in the room of one and a little more. */
const CHANNEL_HEIGHT = 36;

export interface Waveform {
  phase: "loading" | "ready" | "failed";
  isPlaying: boolean;
  /** For the screen; `nowMs` is exact. */
  atSeconds: number;
  durationSeconds: number;
  nowMs: () => number;
  toggle: () => void;
  seek: (seconds: number) => void;
  playFrom: (seconds: number) => void;
  setSpeed: (rate: number) => void;
  hear: (heard: Heard) => void;
}

interface Source {
  url: string;
  sizeBytes: number;
  /** Drawn apart, each in the colours of the element of the box that is marked `data-channel` with its name. */
  hasChannels: boolean;
  speed: number;
}

/** Draws a recording into the box and plays it. `onTime` hears every step, finer than the page is redrawn; null at its end. */
export function useWaveform(
  box: RefObject<HTMLDivElement | null>,
  { url, sizeBytes, hasChannels, speed }: Source,
  onTime: (ms: number | null) => void,
): Waveform {
  const surfer = useRef<WaveSurfer>(null);
  const sound = useRef<ChannelSound>(null);
  const [phase, setPhase] = useState<Waveform["phase"]>("loading");
  const [isPlaying, setIsPlaying] = useState(false);
  const [atSeconds, setAtSeconds] = useState(0);
  const [durationSeconds, setDurationSeconds] = useState(0);
  const tell = useEffectEvent(onTime);
  // What was chosen before plays at once; what is chosen now does not begin anew.
  const firstSpeed = useEffectEvent(() => speed);

  useEffect(() => {
    if (!box.current) return undefined;
    const created = WaveSurfer.create({
      ...optionsOf(box.current, { sizeBytes, hasChannels }),
      url,
      audioRate: firstSpeed(),
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
    const unfollow = followTheme(
      () => box.current && created.setOptions(coloursOf(box.current, hasChannels)),
    );
    return () => {
      unfollow();
      sound.current?.close();
      sound.current = null;
      surfer.current = null;
      created.destroy();
    };
  }, [box, url, sizeBytes, hasChannels]);

  // Refused by the browser (no gesture yet): the button shows that nothing plays.
  const play = (start?: number) => void surfer.current?.play(start).catch(() => setIsPlaying(false));
  return {
    phase,
    isPlaying,
    atSeconds,
    durationSeconds,
    nowMs: () => (surfer.current?.getCurrentTime() ?? 0) * 1000,
    toggle: () => (surfer.current?.isPlaying() ? surfer.current.pause() : play()),
    seek: (seconds) => surfer.current?.setTime(seconds),
    playFrom: (seconds) => play(seconds),
    setSpeed: (rate) => surfer.current?.setPlaybackRate(rate),
    hear: (heard) => {
      const media = surfer.current?.getMediaElement();
      if (!media) return;
      sound.current ??= openChannelSound(media);
      sound.current.hear(heard);
    },
  };
}

function optionsOf(box: HTMLElement, { sizeBytes, hasChannels }: Pick<Source, "sizeBytes" | "hasChannels">) {
  const flat = [0, 0];
  return {
    container: box,
    height: hasChannels ? CHANNEL_HEIGHT : HEIGHT,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    cursorWidth: 2,
    normalize: true,
    // The slider over it takes clicks, touches and keys alike.
    interact: false,
    ...coloursOf(box, hasChannels),
    ...(sizeBytes > MAX_DRAWN_BYTES ? { peaks: hasChannels ? CHANNELS.map(() => flat) : [flat] } : {}),
  };
}

/** A canvas does not follow the theme's variables: they are read from elements whose own colours they are. */
function coloursOf(box: HTMLElement, hasChannels: boolean) {
  const { waveColor, progressColor } = inkOf(box);
  const marked = hasChannels ? [...box.querySelectorAll("[data-channel]")] : [];
  return {
    waveColor,
    progressColor,
    cursorColor: progressColor,
    ...(hasChannels ? { splitChannels: marked.map(inkOf) } : {}),
  };
}

function inkOf(element: Element) {
  const { color, borderColor } = getComputedStyle(element);
  return { waveColor: borderColor, progressColor: color };
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
