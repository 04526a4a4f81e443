import { base64Bytes, bytesOf } from "./codec";
import { FRAME_BYTES, HoldMixer } from "./hold-mixer";

const FRAME_MS = 20;
/** How far ahead of the caller's ear sound is sent (twilio.md §13.9): what a late timer or a slow network may cost unheard. */
export const LEAD_MS = 180;
const TICK_MS = 40;

export interface HoldPlayerOptions {
  /** Never goes back. */
  nowMs: () => number;
  sendAudio: (payload: Buffer) => void;
  sendMark: (name: string) => void;
  /** What is said next can be heard from then on. */
  onSent: (untilMs: number) => void;
}

interface Voice {
  /** Base64 bytes, as they came. */
  payload: Buffer;
  markName: string;
  /** Decoded when its turn comes. */
  sound: Buffer | undefined;
  spokenBytes: number;
}

/**
 * Sends music in the caller's own time, and over it what is said meanwhile: here the bridge is the one who paces. How much is due is
 * worked out from the clock at every tick, so a late timer changes nothing of the sum. Speech waits here, not at Twilio, and what the
 * caller talks away is dropped here: a `clear` would punch a hole into the music to save the caller a fifth of a second of it.
 */
export class HoldPlayer {
  private mixer: HoldMixer | undefined;
  private timer: NodeJS.Timeout | undefined;
  private voices: Voice[] = [];
  private beginsAtMs = 0;
  /** When all that was sent will have been heard. */
  private sentUntilMs = 0;
  private readonly voice = Buffer.alloc(FRAME_BYTES);
  private readonly options: HoldPlayerOptions;

  constructor(options: HoldPlayerOptions) {
    this.options = options;
  }

  get isPlaying(): boolean {
    return this.mixer !== undefined;
  }

  /** False while the caller hears what Twilio was sent before the music. */
  get isHeard(): boolean {
    return this.options.nowMs() >= this.beginsAtMs;
  }

  /** `fromMs`: when what was sent before will have been heard. Music that plays goes on. */
  start(music: Buffer, fromMs: number): void {
    if (this.mixer) {
      this.mixer.stay();
      return;
    }
    this.mixer = new HoldMixer(music);
    this.beginAt(Math.max(fromMs, this.options.nowMs()));
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
    this.tick();
  }

  /** Twilio has thrown away what it was sent: music that was to follow begins at once. */
  beginNow(): void {
    if (!this.mixer) return;
    this.beginAt(this.options.nowMs());
    this.tick();
  }

  /** Says something over the music, after what is being said; the mark follows its last sound. */
  play(payload: Buffer, markName: string): void {
    this.voices.push({ payload, markName, sound: undefined, spokenBytes: 0 });
  }

  /** Drops what was not sent. Returns until when the caller will hear what was. */
  cut(): number {
    this.voices = [];
    return Math.max(this.options.nowMs(), this.sentUntilMs);
  }

  /** The music fades; what is still to be said goes on without it, as fast as it can be sent. */
  stop(): void {
    if (!this.isHeard) this.finish();
    else this.mixer?.leave();
  }

  /** Nobody listens any more. */
  close(): void {
    clearInterval(this.timer);
    this.mixer = undefined;
    this.voices = [];
  }

  private beginAt(atMs: number): void {
    this.beginsAtMs = atMs;
    this.sentUntilMs = atMs;
  }

  private tick(): void {
    const { mixer } = this;
    if (!mixer) return;
    const now = this.options.nowMs();
    // The process was held up for longer than the lead: that silence has been heard and is not made up for.
    this.sentUntilMs = Math.max(this.sentUntilMs, now);
    const due = Math.floor((now + LEAD_MS - this.sentUntilMs) / FRAME_MS);
    if (due > 0) this.sendFrames(mixer, due);
    if (mixer.isSilent) this.finish();
  }

  /** Several frames in one message: few and larger ones play smoothly (twilio.md §5.2). */
  private sendFrames(mixer: HoldMixer, due: number): void {
    const { sendAudio, sendMark, onSent } = this.options;
    const frames: Buffer[] = [];
    const spoken: string[] = [];
    while (frames.length < due && !mixer.isSilent) frames.push(mixer.mix(this.takeVoice(spoken)));
    if (frames.length > 0) sendAudio(base64Bytes(Buffer.concat(frames)));
    for (const markName of spoken) sendMark(markName);
    this.sentUntilMs += frames.length * FRAME_MS;
    onSent(this.sentUntilMs);
  }

  /** The next frame of speech, shorter when there is no more; names of speeches that end in it are added to `spoken`. */
  private takeVoice(spoken: string[]): Uint8Array {
    let length = 0;
    for (let head = this.voices[0]; head && length < FRAME_BYTES; head = this.voices[0]) {
      head.sound ??= bytesOf(head.payload);
      const taken = head.sound.copy(this.voice, length, head.spokenBytes);
      length += taken;
      head.spokenBytes += taken;
      if (head.spokenBytes < head.sound.length) break;
      spoken.push(head.markName);
      this.voices.shift();
    }
    return this.voice.subarray(0, length);
  }

  private finish(): void {
    const { sendAudio, sendMark } = this.options;
    const { voices } = this;
    this.close();
    for (const { payload, markName, sound, spokenBytes } of voices) {
      sendAudio(sound ? base64Bytes(sound.subarray(spokenBytes)) : payload);
      sendMark(markName);
    }
  }
}
