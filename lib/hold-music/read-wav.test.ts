import { describe, expect, it } from "vitest";
import { pcm16, strengthOf, tones, wavFile } from "@/tests/support/wav";
import { encodeMulaw } from "./mulaw";
import { isWav, readWav } from "./read-wav";

const RATE = 16_000;
const tone = tones(RATE, 0.5, [{ hz: 440, height: 0.5 }]);

const written = (bytes: number, write: (data: Buffer, sample: number, at: number) => void) => {
  const data = Buffer.alloc(tone.length * bytes);
  for (const [index, sample] of tone.entries()) write(data, sample, index * bytes);
  return data;
};

function read(file: Buffer): { samples: Float32Array; sampleRateHz: number } {
  const { blocks, sampleRateHz } = readWav(file);
  return { samples: Float32Array.from([...blocks].flatMap((block) => [...block])), sampleRateHz };
}

const FORMATS: [string, number, number, Buffer][] = [
  [
    "PCM of 8 bits",
    1,
    8,
    written(1, (data, sample, at) => data.writeUInt8(Math.round(sample * 127) + 128, at)),
  ],
  ["PCM of 16 bits", 1, 16, pcm16(tone)],
  [
    "PCM of 24 bits",
    1,
    24,
    written(3, (data, sample, at) => data.writeIntLE(Math.round(sample * 0x7f_ffff), at, 3)),
  ],
  [
    "PCM of 32 bits",
    1,
    32,
    written(4, (data, sample, at) => data.writeInt32LE(Math.round(sample * 0x7fff_ffff), at)),
  ],
  ["floating point", 3, 32, written(4, (data, sample, at) => data.writeFloatLE(sample, at))],
  ["double floating point", 3, 64, written(8, (data, sample, at) => data.writeDoubleLE(sample, at))],
  ["µ-law", 7, 8, encodeMulaw(tone)],
];

describe("a WAV file", () => {
  it.each(FORMATS)("of %s is read with its tone and its rate", (_name, format, bits, data) => {
    for (const isExtensible of [false, true]) {
      const file = wavFile({ format, bits, sampleRateHz: RATE, data, isExtensible });
      expect(isWav(file)).toBe(true);
      const { samples, sampleRateHz } = read(file);
      expect(sampleRateHz).toBe(RATE);
      expect(samples).toHaveLength(tone.length);
      expect(strengthOf(samples, RATE, 440)).toBeCloseTo(0.5, 2);
    }
  });

  it("of A-law is read", () => {
    const data = Buffer.from([0xd5, 0x55, 0xaa, 0x2a]);
    expect([...read(wavFile({ format: 6, bits: 8, sampleRateHz: 8000, data })).samples]).toEqual(
      [8, -8, 32_256, -32_256].map((sample) => Math.fround(sample / 32_768)),
    );
  });

  it("of two ears becomes what lies between them", () => {
    const both = Float32Array.from({ length: tone.length * 2 }, (_, index) =>
      index % 2 === 0 ? (tone[index / 2] ?? 0) : 0,
    );
    const file = wavFile({ format: 1, bits: 16, channels: 2, sampleRateHz: RATE, data: pcm16(both) });
    const { samples } = read(file);
    expect(samples).toHaveLength(tone.length);
    expect(strengthOf(samples, RATE, 440)).toBeCloseTo(0.25, 3);
  });

  it("whose end is missing, or whose length nobody knew, is read as far as it goes", () => {
    const file = wavFile({ format: 1, bits: 16, sampleRateHz: RATE, data: pcm16(tone) });
    expect(read(file.subarray(0, -1001)).samples).toHaveLength(tone.length - 501);
    for (const unknown of [0, 0xffff_ffff]) {
      const streamed = Buffer.from(file);
      streamed.writeUInt32LE(unknown, streamed.indexOf("data") + 4);
      expect(read(streamed).samples).toHaveLength(tone.length);
    }
  });

  it("with a sample that is no number goes on after it", () => {
    const data = Buffer.alloc(12);
    for (const [index, value] of [Number.NaN, Number.POSITIVE_INFINITY, 0.5].entries())
      data.writeFloatLE(value, index * 4);
    expect([...read(wavFile({ format: 3, bits: 32, sampleRateHz: 8000, data })).samples]).toEqual([
      0, 0, 0.5,
    ]);
  });

  it.each([
    ["a compressed format", { format: 2, bits: 4, channels: 1, sampleRateHz: 8000 }],
    ["no channel", { format: 1, bits: 16, channels: 0, sampleRateHz: 8000 }],
    ["more channels than ears", { format: 1, bits: 16, channels: 64, sampleRateHz: 8000 }],
    ["a rate of nothing", { format: 1, bits: 16, channels: 1, sampleRateHz: 1 }],
  ])("of %s is refused as no audio", (_name, given) => {
    expect(() => readWav(wavFile({ ...given, data: Buffer.alloc(8) }))).toThrow(
      expect.objectContaining({ code: "invalid", fields: { file: "not_audio" } }),
    );
  });

  it("without a format or without sound is refused as no audio", () => {
    const file = wavFile({ format: 1, bits: 16, sampleRateHz: 8000, data: Buffer.alloc(8) });
    for (const broken of [file.subarray(0, 30), file.subarray(0, file.indexOf("data")), Buffer.from("RIFF")])
      expect(() => readWav(broken)).toThrow(expect.objectContaining({ fields: { file: "not_audio" } }));
  });
});
