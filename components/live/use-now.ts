"use client";

import { useSyncExternalStore } from "react";

const SECOND_MS = 1000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

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

/** The instant, drawn anew every `stepMs`. Undefined on the server, whose clock is not the reader's. */
export function useNow(stepMs = SECOND_MS): Date | undefined {
  const instant = useSyncExternalStore(
    subscribe,
    () => Math.floor(read() / stepMs) * stepMs,
    () => undefined,
  );
  return instant === undefined ? undefined : new Date(instant);
}
