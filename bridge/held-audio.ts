import { audioMs } from "./codec";

/**
 * The caller's last words while no agent listens, passed on in one go when one does. Without them an agent
 * that waits to be spoken to would never hear the "¿Diga?" and both would wait; a greeting that this cuts
 * short can be protected in the agent's settings (elevenlabs.md §1.7), but lost words cannot be recovered.
 * Only the end is kept: older speech would be answered long after it was said.
 */
export class HeldAudio {
  private frames: Buffer[] = [];
  private heldMs = 0;
  private readonly maxMs: number;

  constructor(maxMs: number) {
    this.maxMs = maxMs;
  }

  push(payload: Buffer): void {
    // Copied, because the frame is a slice of a larger read that it would keep in memory.
    this.frames.push(Buffer.from(payload));
    this.heldMs += audioMs(payload);
    while (this.heldMs > this.maxMs) {
      const oldest = this.frames.shift();
      if (!oldest) return;
      this.heldMs -= audioMs(oldest);
    }
  }

  take(): Buffer[] {
    const frames = this.frames;
    this.frames = [];
    this.heldMs = 0;
    return frames;
  }
}
