/** How long a call may still last. Waiting for a person is not counted: nobody's patience may end the call while they are fetched. */
export class CallTime {
  private timer: NodeJS.Timeout | undefined;
  private remainingMs: number;
  private runsSinceMs = 0;
  private readonly onOver: () => void;

  constructor(durationMs: number, onOver: () => void) {
    this.remainingMs = durationMs;
    this.onOver = onOver;
  }

  run(): void {
    this.pause();
    this.runsSinceMs = performance.now();
    this.timer = setTimeout(this.onOver, this.remainingMs).unref();
  }

  pause(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.remainingMs = Math.max(0, this.remainingMs - (performance.now() - this.runsSinceMs));
  }
}
