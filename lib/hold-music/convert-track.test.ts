import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { soundOf } from "@/lib/sentences/telephone-wav";
import { pcm16, strengthOf, tones, wavFile } from "@/tests/support/wav";
import { BUNDLED_TRACKS } from "@/lib/vocabulary";
import { convertTrack } from "./convert-track";
import { mulawSample } from "./mulaw";

const wav = (sampleRateHz: number, seconds: number, parts: { hz: number; height: number }[]) =>
  wavFile({ format: 1, bits: 16, sampleRateHz, data: pcm16(tones(sampleRateHz, seconds, parts)) });

const heardIn = (mulaw: Buffer) => Float32Array.from(mulaw, mulawSample);

function levelOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

describe("a track on its way to the telephone", () => {
  it.each([44_100, 48_000, 22_050, 16_000, 11_025])(
    "at %d Hz keeps a tone of 440 Hz and loses one of 6000 Hz, which would come back as 2000 Hz",
    async (sampleRateHz) => {
      const parts = [{ hz: 440, height: 0.3 }, ...(sampleRateHz > 12_000 ? [{ hz: 6000, height: 0.3 }] : [])];
      const mulaw = await convertTrack(wav(sampleRateHz, 6, parts));
      expect(mulaw).toHaveLength(6 * 8000);
      const middle = heardIn(mulaw).subarray(8000, 40_000);
      const kept = strengthOf(middle, 8000, 440);
      expect(kept).toBeGreaterThan(0.1);
      // 50 dB below.
      expect(strengthOf(middle, 8000, 2000)).toBeLessThan(kept / 300);
      expect(strengthOf(middle, 8000, 880)).toBeLessThan(kept / 100);
    },
  );

  it("from an MP3 file keeps its tone", async () => {
    const mulaw = await convertTrack(readFileSync("tests/support/sounds/tone-440.mp3"));
    expect(mulaw.length / 8000).toBeCloseTo(6, 0);
    expect(strengthOf(heardIn(mulaw).subarray(8000, 40_000), 8000, 440)).toBeGreaterThan(0.1);
  });

  it.each([0.9, 0.3, 0.02])("of height %d comes out as loud as speech", async (height) => {
    const mulaw = await convertTrack(wav(8000, 6, [{ hz: 440, height }]));
    expect(levelOf(heardIn(mulaw))).toBeCloseTo(0.1, 2);
  });

  it("is not made so loud for its pauses that its loudest place is cut off", async () => {
    const samples = tones(8000, 10, [{ hz: 440, height: 0.01 }]);
    samples.set(tones(8000, 0.01, [{ hz: 440, height: 0.9 }]), 40_000);
    const file = wavFile({ format: 1, bits: 16, sampleRateHz: 8000, data: pcm16(samples) });
    const peak = heardIn(await convertTrack(file)).reduce(
      (most, sample) => Math.max(most, Math.abs(sample)),
      0,
    );
    expect(peak).toBeLessThan(0.95);
    expect(peak).toBeGreaterThan(0.5);
  });

  it("begins and ends in silence, so that its loop does not click", async () => {
    const samples = heardIn(await convertTrack(wav(8000, 6, [{ hz: 440, height: 0.5 }])));
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  });

  it.each([
    ["not_audio", Buffer.alloc(0)],
    ["not_audio", Buffer.from("%PDF-1.7 and so on")],
    ["not_audio", Buffer.concat([Buffer.from("ID3"), Buffer.alloc(4000, "no music at all")])],
    ["track_too_short", wav(8000, 4.9, [{ hz: 440, height: 0.5 }])],
    ["track_too_long", wav(4000, 601, [{ hz: 440, height: 0.5 }])],
    ["track_silent", wav(8000, 6, [{ hz: 440, height: 0.0005 }])],
    ["track_silent", wav(8000, 6, [])],
  ])("is refused where it is %s", async (fault, file) => {
    await expect(convertTrack(file)).rejects.toMatchObject({ code: "invalid", fields: { file: fault } });
  });
});

describe("the tracks that come with the house", () => {
  it.each(BUNDLED_TRACKS)(
    "%s: half a minute at the level of speech, without a hole or a cut peak",
    (track) => {
      const samples = heardIn(soundOf(readFileSync(`lib/hold-music/audio/${track}.wav`)));
      expect(samples.length / 8000).toBeGreaterThanOrEqual(20);
      expect(samples.length / 8000).toBeLessThanOrEqual(40);
      expect(levelOf(samples)).toBeCloseTo(0.1, 2);
      expect(samples.every((sample) => Math.abs(sample) < 0.9)).toBe(true);
      for (let from = 0; from < samples.length; from += 4000)
        expect(levelOf(samples.subarray(from, from + 4000)), `at ${from / 8000} s`).toBeGreaterThan(0.01);
    },
  );
});
