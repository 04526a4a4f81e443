import { addSeconds } from "date-fns";

/** After so long at most a message is told of, whether or not its words are there. */
const TOLD_WITHIN_SECONDS = 110;
/** What is shorter is read at a glance. */
const SUMMARY_FROM_CHARACTERS = 200;
const MINUTE = 60;

/** After each attempt to write a message down while nobody has been told of it. */
const PAUSES_SECONDS: readonly number[] = [2, 5, 10, 20, 40];
/** After each later one. */
const LATE_PAUSES_SECONDS: readonly number[] = [5, 15, 60, 240, 720].map((minutes) => minutes * MINUTE);
/** After the first and the second attempt at a summary. */
const SUMMARY_PAUSES_SECONDS: readonly number[] = [2 * MINUTE, 15 * MINUTE];

export const toldBy = (takenAt: Date): Date => addSeconds(takenAt, TOLD_WITHIN_SECONDS);

/** Null: that was the last attempt while somebody waits for it. */
export function nextAttempt(attempt: number, takenAt: Date, now: Date): Date | null {
  const pause = PAUSES_SECONDS[Math.min(attempt, PAUSES_SECONDS.length) - 1] ?? 0;
  const next = addSeconds(now, pause);
  return next < toldBy(takenAt) ? next : null;
}

/** Null: that was the last one. `attempt` 0: nobody has tried late yet. */
export function nextLateAttempt(attempt: number, now: Date): Date | null {
  const pause = LATE_PAUSES_SECONDS[attempt];
  return pause === undefined ? null : addSeconds(now, pause);
}

/** As `nextLateAttempt`, from one on. */
export function nextSummaryAttempt(attempt: number, now: Date): Date | null {
  const pause = SUMMARY_PAUSES_SECONDS[attempt - 1];
  return pause === undefined ? null : addSeconds(now, pause);
}

/** When a message of these words is to be shortened; null: it need not be. Whether anybody can is seen then. */
export function summaryDueAt(text: string, now: Date): Date | null {
  return text.length > SUMMARY_FROM_CHARACTERS ? now : null;
}
