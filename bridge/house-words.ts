import type { CallerSound } from "./caller-sound";
import { audioMs } from "./codec";
import type { Playback } from "./playback";
import type { WordsOrder } from "./session-state";
import type { Timings } from "./timings";
import type { Transcript } from "./transcript";

export interface HouseWordsOptions {
  playback: Playback;
  transcript: Transcript;
  timings: Timings;
  sound: CallerSound;
  onHeard: () => void;
}

/** Says a sentence of the house in the place of what the agent was saying, or after it, and tells when the caller has heard it. */
export class HouseWords {
  private count = 0;
  private markName: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly options: HouseWordsOptions;

  constructor(options: HouseWordsOptions) {
    this.options = options;
  }

  speak({ words: { text, payload }, cutsIn }: WordsOrder): void {
    const { playback, transcript, timings, sound } = this.options;
    this.stop();
    if (cutsIn && !playback.isIdle) sound.clear();
    transcript.cutTurns();
    this.count += 1;
    const key = `house:${this.count}`;
    const speech = transcript.houseSaid(key, text, playback.nextStartMs);
    this.markName = playback.send(speech, key, audioMs(payload));
    sound.play(payload, this.markName);
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
