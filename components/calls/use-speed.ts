"use client";

import { useState } from "react";

export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;
const KEY = "player.speed";

// A browser that keeps nothing for us remembers until the page is left.
let unkept = 1;

function readSpeed(): number {
  try {
    const kept = Number(sessionStorage.getItem(KEY));
    return SPEEDS.find((speed) => speed === kept) ?? 1;
  } catch {
    return unkept;
  }
}

function keepSpeed(speed: number): void {
  try {
    sessionStorage.setItem(KEY, String(speed));
  } catch {
    unkept = speed;
  }
}

/** How fast recordings are played; the next one goes on at the speed of the last. Only where there is a browser. */
export function useSpeed(): [number, (speed: number) => void] {
  const [speed, setSpeed] = useState(readSpeed);
  return [
    speed,
    (next) => {
      keepSpeed(next);
      setSpeed(next);
    },
  ];
}
