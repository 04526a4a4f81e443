/** The audio of one agent event id: what was sent to the caller and how much of it was heard. */
export interface Speech {
  sentMs: number;
  heardMs: number;
  /** When its first sound was due, on the session's clock. */
  startsAtMs: number;
  /** True once some of it was flushed unheard; whatever was not heard by then never will be. */
  isCut: boolean;
  chunks: { durationMs: number; alignmentSource: Buffer | undefined }[];
}

export function newSpeech(startsAtMs: number): Speech {
  return { sentMs: 0, heardMs: 0, startsAtMs, isCut: false, chunks: [] };
}

interface Outstanding {
  order: number;
  speech: Speech;
  durationMs: number;
}

/**
 * What Twilio holds of the agent's audio. Audio is sent ahead of time, so only the marks that come back tell
 * what was played (twilio.md §5.2), and marks that come back because of a `clear` tell nothing (§5.3).
 */
export class Playback {
  private outstanding: Outstanding[] = [];
  private sentCount = 0;
  private unplayed = 0;
  /** When the first outstanding audio began to play. */
  private headStartedAtMs = 0;
  /** When all that was sent will have been played, if Twilio plays without a break. */
  private endsAtMs = 0;
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** Books audio as sent; returns the name of the mark that must follow it. */
  send(speech: Speech, eventKey: string, durationMs: number, alignmentSource?: Buffer): string {
    const startsAtMs = this.nextStartMs;
    this.sentCount += 1;
    if (this.outstanding.length === 0) this.headStartedAtMs = startsAtMs;
    this.outstanding.push({ order: this.sentCount, speech, durationMs });
    this.unplayed += durationMs;
    this.endsAtMs = startsAtMs + durationMs;
    speech.sentMs += durationMs;
    speech.chunks.push({ durationMs, alignmentSource });
    return `${this.sentCount}:${eventKey}`;
  }

  /** False for a mark that is not outstanding: one that a `clear` flushed, or not ours. */
  marked(name: string): boolean {
    const order = Number.parseInt(name, 10);
    const last = this.outstanding.findIndex((item) => item.order === order);
    if (last < 0) return false;
    for (const item of this.outstanding.splice(0, last + 1)) {
      item.speech.heardMs += item.durationMs;
      this.unplayed -= item.durationMs;
    }
    this.headStartedAtMs = this.nowMs();
    // The clock follows Twilio's: what is left begins to play now.
    this.endsAtMs = this.headStartedAtMs + this.unplayed;
    return true;
  }

  /** Other sound was sent, that nobody says: what is said next follows it. */
  filled(untilMs: number): void {
    this.endsAtMs = Math.max(this.endsAtMs, untilMs);
  }

  /** Forgets what will not be played; of the audio under way, what is heard until then (left out: by now) counts as heard. */
  clear(untilMs = this.nowMs()): { unheardMs: number } {
    let playingMs = Math.max(0, untilMs - this.headStartedAtMs);
    let unheardMs = 0;
    for (const { speech, durationMs } of this.outstanding) {
      const heardMs = Math.min(durationMs, playingMs);
      playingMs -= heardMs;
      speech.heardMs += heardMs;
      speech.isCut ||= heardMs < durationMs;
      unheardMs += durationMs - heardMs;
    }
    this.outstanding = [];
    this.unplayed = 0;
    this.endsAtMs = untilMs;
    return { unheardMs };
  }

  /** When audio that is sent now will begin to play. */
  get nextStartMs(): number {
    return Math.max(this.nowMs(), this.endsAtMs);
  }

  get isIdle(): boolean {
    return this.outstanding.length === 0;
  }

  /** Sent and not yet confirmed. */
  get unplayedMs(): number {
    return this.unplayed;
  }

  get remainingMs(): number {
    return Math.max(0, this.endsAtMs - this.nowMs());
  }
}
