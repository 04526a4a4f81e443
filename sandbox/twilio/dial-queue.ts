/** Whose turn it is to be dialled: calls that come faster than the account may dial are accepted and wait. twilio.md §3.6. */
import type { Account } from "./store";

export class DialQueue {
  readonly #freeAt = new Map<string, number>();

  /** How long a call that was asked for now has to wait, in milliseconds; it takes that place in the queue. */
  turnInMs({ accountSid, callsPerSecond }: Account, nowMs = Date.now()): number {
    if (callsPerSecond === undefined) return 0;
    const turnMs = Math.max(nowMs, this.#freeAt.get(accountSid) ?? 0);
    this.#freeAt.set(accountSid, turnMs + 1000 / callsPerSecond);
    return turnMs - nowMs;
  }
}
