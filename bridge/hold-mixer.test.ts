import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeMulaw, mulawSample } from "@/lib/hold-music/mulaw";
import { FRAME_BYTES, HoldMixer, MULAW_SILENCE } from "./hold-mixer";

/** As loud as can be, so that what is heard of it is the gain. */
const STEADY = Buffer.alloc(FRAME_BYTES, 0x80);
const FULL = mulawSample(0x80);
const SILENT = new Uint8Array(0);

function heard(mixer: HoldMixer, frames: number, voice: Uint8Array = SILENT): number[] {
  const samples: number[] = [];
  for (let at = 0; at < frames; at += 1) {
    for (const code of mixer.mix(voice)) samples.push(mulawSample(code));
  }
  return samples;
}

/** Of the steady music under a voice that says nothing. */
function gains(mixer: HoldMixer, frames: number, voice?: Uint8Array): number[] {
  return heard(mixer, frames, voice).map((sample) => sample / FULL);
}

const QUIET_VOICE = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);
const last = (values: number[]) => values.at(-1) ?? Number.NaN;
const decibels = (gain: number) => 20 * Math.log10(gain);

function isMonotone(values: number[], direction: 1 | -1): boolean {
  return values.every((value, at) => at === 0 || (value - (values[at - 1] ?? value)) * direction >= 0);
}

describe("hold music", () => {
  it("comes up within 100 ms, without a click, to 12 dB below full", () => {
    const rise = gains(new HoldMixer(STEADY), 5);
    expect(rise[0]).toBeLessThan(0.001);
    expect(isMonotone(rise, 1)).toBe(true);
    expect(decibels(last(rise))).toBeCloseTo(-12, 0);
  });

  it("goes down under speech to 24 dB below full, and comes back after it, both without a jump", () => {
    const mixer = new HoldMixer(STEADY);
    gains(mixer, 10);
    const down = gains(mixer, 5, QUIET_VOICE);
    expect(isMonotone(down, -1)).toBe(true);
    expect(decibels(last(down))).toBeCloseTo(-24, 0);
    const pause = gains(mixer, 14);
    expect(decibels(last(pause))).toBeCloseTo(-24, 0);
    const up = gains(mixer, 8);
    expect(isMonotone(up, 1)).toBe(true);
    expect(decibels(last(up))).toBeCloseTo(-12, 0);
  });

  it("fades within 100 ms when it is over, and then leaves speech as it is, to the byte", () => {
    const mixer = new HoldMixer(STEADY);
    gains(mixer, 10);
    mixer.leave();
    const fade = gains(mixer, 5);
    expect(isMonotone(fade, -1)).toBe(true);
    expect(mixer.isSilent).toBe(true);
    const voice = Uint8Array.from({ length: 100 }, (_, at) => at);
    expect([...mixer.mix(voice)]).toEqual([...voice, ...QUIET_VOICE.subarray(voice.length)]);
  });

  it("comes up again when the caller has to wait once more", () => {
    const mixer = new HoldMixer(STEADY);
    gains(mixer, 10);
    mixer.leave();
    gains(mixer, 2);
    mixer.stay();
    expect(mixer.isSilent).toBe(false);
    expect(decibels(last(gains(mixer, 5)))).toBeCloseTo(-12, 0);
  });

  it("begins anew when it is over, and is the music alone where nobody speaks", () => {
    const music = Buffer.from(Array.from({ length: 1000 }, (_, at) => 0x80 + (at % 0x70)));
    const mixer = new HoldMixer(music);
    // The steps of µ-law are coarse where the music is loud: compared with what the gain makes of it.
    const samples = heard(mixer, 50).slice(800);
    const played = Float32Array.from(
      samples,
      (_, at) => mulawSample(music[(at + 800) % 1000] ?? MULAW_SILENCE) * 10 ** (-12 / 20),
    );
    expect(samples).toEqual(Array.from(encodeMulaw(played), mulawSample));
  });

  it("without a sound of its own is silence, and says nothing wrong under speech", () => {
    const mixer = new HoldMixer(Buffer.alloc(0));
    expect(new Set(heard(mixer, 20))).toEqual(new Set([0]));
    const voice = new Uint8Array(FRAME_BYTES).fill(0x42);
    expect(new Set(heard(mixer, 1, voice))).toEqual(new Set([mulawSample(0x42)]));
  });

  it("never wraps around: what is too loud together is as loud as can be", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 });
    const voices = fc.array(fc.uint8Array({ maxLength: FRAME_BYTES }), { maxLength: 30 });
    fc.assert(
      fc.property(bytes, voices, (music, spoken) => {
        const mixer = new HoldMixer(Buffer.from(music));
        for (const voice of spoken) {
          const mixed = heard(mixer, 1, voice);
          expect(mixed).toHaveLength(FRAME_BYTES);
          for (const [at, sample] of mixed.entries()) {
            const alone = at < voice.length ? mulawSample(voice[at] ?? 0) : 0;
            // Music is at most a quarter of full scale, and a code at most 0.02 off at the top.
            expect(Math.abs(sample - alone)).toBeLessThanOrEqual(FULL / 4 + 0.02);
          }
        }
      }),
    );
  });
});
