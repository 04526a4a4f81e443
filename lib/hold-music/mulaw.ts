/** G.711: a logarithmic byte per sample, as the telephone network carries it (ITU-T G.711). Samples are -1 … 1. */

const BIAS = 0x84;
const CLIP = 32_635;
const SCALE = 32_768;

export function encodeMulaw(samples: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(samples.length);
  for (let index = 0; index < samples.length; index += 1) bytes[index] = byteOf(samples[index] ?? 0);
  return bytes;
}

function byteOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.round(Math.abs(sample) * SCALE), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

const MULAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = ~byte & 0xff;
  const magnitude = ((((value & 0x0f) << 3) + BIAS) << ((value >> 4) & 0x07)) - BIAS;
  return (value & 0x80 ? -magnitude : magnitude) / SCALE;
});

const ALAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 0x07;
  const mantissa = (value & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (value & 0x80 ? magnitude : -magnitude) / SCALE;
});

export function mulawSample(byte: number): number {
  return MULAW[byte] ?? 0;
}

export function alawSample(byte: number): number {
  return ALAW[byte] ?? 0;
}
