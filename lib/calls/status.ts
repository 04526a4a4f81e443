import type { CallStatus } from "@/lib/vocabulary";

const PROGRESS: Partial<Record<CallStatus, number>> = { queued: 0, initiated: 1, ringing: 2, in_progress: 3 };

/** Ends are final: nothing leads out of them. */
export function isFinal(status: CallStatus): boolean {
  return PROGRESS[status] === undefined;
}

/** True when the telephone call went from `from` on to `to`; a late or repeated report answers false. */
export function isProgress(from: CallStatus, to: CallStatus): boolean {
  const before = PROGRESS[from];
  const after = PROGRESS[to];
  return before !== undefined && after !== undefined && after > before;
}
