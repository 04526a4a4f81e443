import { describe, expect, it } from "vitest";
import { tones } from "@/tests/support/wav";
import { alawSample, encodeMulaw, mulawSample } from "./mulaw";

const decode = (bytes: Buffer) => Float32Array.from(bytes, mulawSample);

function signalToNoiseDb(samples: Float32Array): number {
  const heard = decode(encodeMulaw(samples));
  let signal = 0;
  let noise = 0;
  for (const [index, sample] of samples.entries()) {
    signal += sample ** 2;
    noise += (sample - (heard[index] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

describe("µ-law", () => {
  it.each([0.9, 0.3, 0.1, 0.03, 0.01])("keeps a tone of height %d well above its own noise", (height) => {
    // ITU-T G.712 asks for 33 dB at usual levels and 22 dB at -45 dB.
    expect(signalToNoiseDb(tones(8000, 1, [{ hz: 440, height }]))).toBeGreaterThan(height > 0.02 ? 33 : 28);
  });

  it("gives every byte back as it was", () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const again = encodeMulaw(decode(bytes));
    // 0x7f is a second zero.
    expect([...again]).toEqual([...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)));
  });

  it("knows silence, the loudest samples and what lies beyond them", () => {
    expect([...encodeMulaw(Float32Array.of(0, 1, -1, 7, -7))]).toEqual([0xff, 0x80, 0x00, 0x80, 0x00]);
    expect(mulawSample(0xff)).toBeCloseTo(0, 9);
    expect(mulawSample(0x80)).toBeCloseTo(32_124 / 32_768, 9);
  });
});

describe("A-law", () => {
  it("has the values of the recommendation's table", () => {
    expect([0xd5, 0x55, 0xaa, 0x2a, 0x80].map((byte) => alawSample(byte) * 32_768)).toEqual([
      8, -8, 32_256, -32_256, 5504,
    ]);
  });
});
