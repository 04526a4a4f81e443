import { audioMs } from "./codec";
import type { Playback } from "./playback";
import type { FixedWords } from "./session";
import type { Timings } from "./timings";
import type { Transcript } from "./transcript";

export interface HouseWordsOptions {
  playback: Playback;
  transcript: Transcript;
  timings: Timings;
  /** Twilio is to forget what it has not played yet. */
  clear: () => void;
  play: (payload: Buffer, markName: string) => void;
  onHeard: () => void;
}

/** Says a sentence of the house in the place of what the agent was saying, and tells when the caller has heard it. */
export class HouseWords {
  private count = 0;
  private markName: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly options: HouseWordsOptions;

  constructor(options: HouseWordsOptions) {
    this.options = options;
  }

  speak({ text, payload }: FixedWords): void {
    const { playback, transcript, timings, clear, play } = this.options;
    if (!playback.isIdle) clear();
    playback.clear();
    transcript.cutTurns();
    this.count += 1;
    const key = `house:${this.count}`;
    const speech = transcript.houseSaid(key, text, playback.nextStartMs);
    this.markName = playback.send(speech, key, audioMs(payload));
    play(payload, this.markName);
    // A mark may be lost, and the agent must be heard again.
    const waitMs = playback.remainingMs + timings.playoutMarginMs;
    this.timer = setTimeout(() => this.heard(), waitMs).unref();
  }

  marked(name: string): void {
    if (name === this.markName) this.heard();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.markName = undefined;
  }

  private heard(): void {
    this.stop();
    this.options.onHeard();
  }
}
