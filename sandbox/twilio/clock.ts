/** The beat of every line, 20 ms, counted from its start: a late timer is made up for, so that it never drifts. */
import { FRAME_MS } from "./audio";

/** After a longer stall (a laptop asleep) the beat starts afresh instead of hurrying through the gap. */
const MAX_LATE_MS = 2000;

export class Clock {
  #timer: NodeJS.Timeout | undefined;
  #madeUp: NodeJS.Immediate | undefined;
  #nextAt = 0;
  readonly #onTick: () => void;

  constructor(onTick: () => void) {
    this.#onTick = onTick;
  }

  start(): void {
    if (this.#timer) return;
    this.#nextAt = performance.now() + FRAME_MS;
    this.#wait();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#madeUp);
    this.#timer = undefined;
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#beat(), Math.max(0, this.#nextAt - performance.now()));
  }

  #beat(): void {
    const now = performance.now();
    if (now - this.#nextAt > MAX_LATE_MS) this.#nextAt = now;
    this.#nextAt += FRAME_MS;
    this.#onTick();
    if (!this.#timer) return;
    // What was sent meanwhile is read before the next late beat: else it would pass for silence.
    if (this.#nextAt <= now) this.#madeUp = setImmediate(() => this.#beat());
    else this.#wait();
  }
}
