import type { Playback } from "./playback";
import type { Timings } from "./timings";

/** Waits until the caller has heard the agent's last word. */
export class Goodbye {
  private timer: NodeJS.Timeout | undefined;
  private readonly playback: Playback;
  private readonly timings: Timings;
  private readonly onHeard: () => void;

  constructor(playback: Playback, timings: Timings, onHeard: () => void) {
    this.playback = playback;
    this.timings = timings;
    this.onHeard = onHeard;
  }

  /** Called at every change of the playback once the agent is done. */
  watch(isAgentGone: boolean): void {
    this.stop();
    const { isIdle, remainingMs } = this.playback;
    if (isIdle && isAgentGone) {
      this.onHeard();
      return;
    }
    // A mark may be lost; an agent still on the line may have its goodbye to say.
    const waitMs = isIdle ? this.timings.farewellGraceMs : remainingMs + this.timings.playoutMarginMs;
    this.timer = setTimeout(this.onHeard, waitMs).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
