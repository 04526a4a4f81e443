import { encodeMulaw, mulawSample } from "@/lib/hold-music/mulaw";

/** 20 ms of µ-law at 8 kHz. */
export const FRAME_BYTES = 160;
export const MULAW_SILENCE = 0xff;

/** Music that nobody speaks over: -12 dB. */
const ALONE = 10 ** (-12 / 20);
/** -24 dB: still heard to go on, and every word is understood. */
const UNDER_SPEECH = 10 ** (-24 / 20);
/** A change of the gain from sample to sample: 100 ms from silence to music, so that nothing clicks. */
const STEP = ALONE / 800;
/** A speaker's pause of less than 300 ms is no reason for the music to swell. */
const PAUSE_FRAMES = 15;

/** Music under whatever is said to the caller. Pure: the same sound in gives the same sound out. */
export class HoldMixer {
  private readonly music: Buffer;
  private at = 0;
  private gain = 0;
  private quietFrames = PAUSE_FRAMES;
  private isLeaving = false;
  private readonly samples = new Float32Array(FRAME_BYTES);

  /** `music`: µ-law at 8 kHz; begins anew when it is over. */
  constructor(music: Buffer) {
    this.music = music;
  }

  /** From now on the music becomes silent, in 100 ms at most. */
  leave(): void {
    this.isLeaving = true;
  }

  stay(): void {
    this.isLeaving = false;
  }

  /** True when only speech would be heard. */
  get isSilent(): boolean {
    return this.isLeaving && this.gain === 0;
  }

  /** One frame of µ-law. `voice` is what is said meanwhile: at most a frame of it; empty when nobody speaks. */
  mix(voice: Uint8Array): Buffer {
    this.quietFrames = voice.length > 0 ? 0 : this.quietFrames + 1;
    const target = this.target();
    if (this.gain === 0 && target === 0) {
      const frame = Buffer.alloc(FRAME_BYTES, MULAW_SILENCE);
      frame.set(voice);
      return frame;
    }
    for (let at = 0; at < FRAME_BYTES; at += 1) {
      this.gain = towards(target, this.gain);
      const under = mulawSample(this.music[this.at] ?? MULAW_SILENCE) * this.gain;
      // Too loud together is as loud as µ-law can be: the coder saturates.
      this.samples[at] = under + mulawSample(voice[at] ?? MULAW_SILENCE);
      this.at = this.at + 1 < this.music.length ? this.at + 1 : 0;
    }
    return encodeMulaw(this.samples);
  }

  private target(): number {
    if (this.isLeaving) return 0;
    return this.quietFrames < PAUSE_FRAMES ? UNDER_SPEECH : ALONE;
  }
}

function towards(target: number, gain: number): number {
  return gain < target ? Math.min(target, gain + STEP) : Math.max(target, gain - STEP);
}
