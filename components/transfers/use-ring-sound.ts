"use client";

import { useEffect, useSyncExternalStore } from "react";

const KEY = "centralita.ring-sound";
const EVERY_MS = 3000;
const NOTES_HZ = [660, 880] as const;
const NOTE_SECONDS = 0.18;
const VOLUME = 0.08;

/** Two soft notes, now and again while it rings; silent until this member wants to hear them. */
export function useRingSound(isRinging: boolean): { isOn: boolean; toggle: () => void } {
  const isOn = useSyncExternalStore(onChoice, readChoice, () => false);
  useEffect(() => {
    if (!isOn || !isRinging) return undefined;
    const context = new AudioContext();
    play(context);
    const timer = setInterval(() => play(context), EVERY_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [isOn, isRinging]);
  return {
    isOn,
    toggle: () => keepChoice(!isOn),
  };
}

function play(context: AudioContext): void {
  for (const [index, hertz] of NOTES_HZ.entries()) {
    const startsAt = context.currentTime + index * NOTE_SECONDS;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(VOLUME, startsAt);
    volume.gain.exponentialRampToValueAtTime(0.001, startsAt + NOTE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(startsAt);
    tone.stop(startsAt + NOTE_SECONDS);
  }
}

// A browser that keeps nothing for us remembers until the page is left.
let unkept = false;

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return unkept;
  }
}

function keepChoice(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    unkept = isOn;
  }
  window.dispatchEvent(new Event(KEY));
}

/** Also when another tab decides. */
function onChoice(changed: () => void): () => void {
  window.addEventListener(KEY, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(KEY, changed);
    window.removeEventListener("storage", changed);
  };
}
