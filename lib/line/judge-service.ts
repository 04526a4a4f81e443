import type { LineState } from "@/lib/vocabulary";

/** How a service stands; `failures` and `successes` are those in a row. */
export interface Standing {
  state: LineState;
  failures: number;
  successes: number;
  /** Since when it is in this state. */
  changedAt: Date;
  /** The vendor's last refusal, in its words; null while it is up. */
  error: string | null;
}

/** What came of asking it once. `isLasting`: the refusal cannot pass by itself: a key that is not accepted, nothing left to pay with. */
export type Outcome = { isOk: true } | { isOk: false; error: string; isLasting: boolean };

/** One is an accident, and two are seen with a vendor that works. */
const FAILURES_UNTIL_DOWN = 3;
const SUCCESSES_UNTIL_UP = 2;
/** Whoever comes back is believed after so long. */
const LEAST_DOWN_MS = 30_000;

const UP_PAUSE_MS = 5 * 60_000;
/** After a failure of what still counts as up, and after the first success of what counts as down. */
const DOUBT_PAUSE_MS = 15_000;
const DOWN_PAUSE_MS = 30_000;
/** Of a pause, either way: businesses that began together do not ask together for ever. */
const JITTER = 0.2;

/**
 * How a service stands after it was asked once more. Pure. Goes down slowly and comes back more slowly: one that answers every other time
 * stays what it was.
 */
export function judgeService(before: Standing, outcome: Outcome, now: Date): Standing {
  return before.state === "up" ? judgeUp(before, outcome, now) : judgeDown(before, outcome, now);
}

function judgeUp(before: Standing, outcome: Outcome, now: Date): Standing {
  if (outcome.isOk) return { ...before, failures: 0, successes: 0, error: null };
  const failures = before.failures + 1;
  const isDown = outcome.isLasting || failures >= FAILURES_UNTIL_DOWN;
  if (!isDown) return { ...before, failures, successes: 0 };
  return { state: "down", failures, successes: 0, changedAt: now, error: outcome.error };
}

function judgeDown(before: Standing, outcome: Outcome, now: Date): Standing {
  if (!outcome.isOk) return { ...before, failures: before.failures + 1, successes: 0, error: outcome.error };
  const successes = before.successes + 1;
  const isLongEnough = now.getTime() - before.changedAt.getTime() >= LEAST_DOWN_MS;
  if (successes < SUCCESSES_UNTIL_UP || !isLongEnough) return { ...before, failures: 0, successes };
  return { state: "up", failures: 0, successes: 0, changedAt: now, error: null };
}

/** Until a worker asks again. `luck`: from 0 to 1. Pure. */
export function pauseMs({ state, failures, successes }: Standing, luck: number): number {
  const isInDoubt = state === "up" ? failures > 0 : successes > 0;
  const plainMs = isInDoubt ? DOUBT_PAUSE_MS : state === "up" ? UP_PAUSE_MS : DOWN_PAUSE_MS;
  return Math.round(plainMs * (1 - JITTER + 2 * JITTER * luck));
}
