const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait after the n-th attempt has failed; after the last of them nobody tries again. */
const PAUSES_MS: readonly number[] = [
  10_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
];

/** At most so much longer, so that what failed together does not come back together. */
const JITTER = 0.2;

export const MAX_ATTEMPTS: number = PAUSES_MS.length + 1;

/** Milliseconds after the failed attempt (from one on); undefined when it was the last. `random` is from 0 to 1. */
export function pauseAfter(attempt: number, random: number): number | undefined {
  const pauseMs = PAUSES_MS[attempt - 1];
  return pauseMs === undefined ? undefined : Math.round(pauseMs * (1 + JITTER * random));
}
