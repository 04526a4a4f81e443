"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

const SECOND_MS = 1000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** When the server drew the page: what its clocks show until the reader's own take over. */
export const DrawnAt = createContext<Date | undefined>(undefined);

// One timer for every clock on the page, so that they all tick together.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, SECOND_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function read(): number {
  if (now === 0) now = Date.now();
  return now;
}

/** The instant, drawn anew every `stepMs`. Undefined only while the server draws a page that has no `DrawnAt`. */
export function useNow(stepMs = SECOND_MS): Date | undefined {
  const drawnAtMs = useContext(DrawnAt)?.getTime();
  const floor = (instantMs: number) => Math.floor(instantMs / stepMs) * stepMs;
  const instant = useSyncExternalStore(
    subscribe,
    () => floor(read()),
    () => (drawnAtMs === undefined ? undefined : floor(drawnAtMs)),
  );
  return instant === undefined ? undefined : new Date(instant);
}
