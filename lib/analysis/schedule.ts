import { addMinutes } from "date-fns";

/** Before it begins: what was said last may still be on its way from the bridge. */
export const FIRST_WAIT_SECONDS = 3;
/** Longer than an attempt lasts; when a worker dies, another one tries again after it. */
export const LEASE_SECONDS = 120;

/** After the first and the second attempt. */
const PAUSES_MINUTES: readonly number[] = [1, 10];
export const MAX_ATTEMPTS = PAUSES_MINUTES.length + 1;

/** Null: that was the last one. `attempt` from one on. */
export function nextAnalysisAttempt(attempt: number, now: Date): Date | null {
  const pause = PAUSES_MINUTES[attempt - 1];
  return pause === undefined ? null : addMinutes(now, pause);
}
