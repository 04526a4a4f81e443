/** The vendor's raw audio formats, to and from the µ-law that the synthetic speech is made of. */
import { linearToUlaw, ulawToLinear } from "../speech";

const SPEECH_RATE_HZ = 8000;

/** `pcm_16000`, `ulaw_8000`, `alaw_8000` or `wav_…`; undefined for what is compressed (mp3, opus). */
export function encodeSpeech(ulaw: Uint8Array, format: string): Uint8Array | undefined {
  const [codec, rate] = format.split("_");
  const rateHz = Number(rate);
  if (format === "ulaw_8000") return ulaw;
  if (format === "alaw_8000") return Uint8Array.from(ulaw, (byte) => linearToAlaw(ulawToLinear(byte)));
  if (codec === "pcm") return toPcm(ulaw, rateHz);
  if (codec === "wav") return wav([toPcm(ulaw, rateHz)], { rateHz, encoding: "pcm" });
  return undefined;
}

export function bytesPerSample(format: string): number {
  return format === "ulaw_8000" || format === "alaw_8000" ? 1 : 2;
}

export function sampleRateHz(format: string): number {
  return Number(format.split("_")[1]);
}

/** Linear interpolation; at whole multiples of 8 kHz every original sample is among the new ones. */
function toPcm(ulaw: Uint8Array, rateHz: number): Uint8Array {
  const count = Math.floor((ulaw.length * rateHz) / SPEECH_RATE_HZ);
  const bytes = new Uint8Array(count * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < count; at++) {
    const position = (at * SPEECH_RATE_HZ) / rateHz;
    const whole = Math.floor(position);
    const here = ulawToLinear(ulaw[whole] ?? 0xff);
    const next = ulawToLinear(ulaw[Math.min(whole + 1, ulaw.length - 1)] ?? 0xff);
    view.setInt16(at * 2, Math.round(here + (next - here) * (position - whole)), true);
  }
  return bytes;
}

/** Turns a stream of the input format, cut anywhere, into µ-law at 8 kHz. */
export class InputDecoder {
  readonly #isUlaw: boolean;
  readonly #step: number;
  #rest: Uint8Array = new Uint8Array(0);
  #position = 0;

  constructor(format: string) {
    this.#isUlaw = format === "ulaw_8000";
    this.#step = sampleRateHz(format) / SPEECH_RATE_HZ;
  }

  decode(chunk: Uint8Array): Uint8Array {
    if (this.#isUlaw) return chunk;
    const bytes = Buffer.concat([this.#rest, chunk]);
    const count = Math.floor(bytes.length / 2);
    const ulaw: number[] = [];
    while (Math.round(this.#position) < count) {
      ulaw.push(linearToUlaw(bytes.readInt16LE(Math.round(this.#position) * 2)));
      this.#position += this.#step;
    }
    this.#position -= count;
    this.#rest = bytes.subarray(count * 2);
    return Uint8Array.from(ulaw);
  }
}

function linearToAlaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const magnitude = Math.min(32_767, Math.abs(sample)) >> 3;
  const exponent = Math.max(0, 27 - Math.clz32(magnitude));
  const mantissa = exponent === 0 ? magnitude >> 1 : magnitude >> exponent;
  return (sign | (exponent << 4) | (mantissa & 0x0f)) ^ 0x55;
}

const WAV_FORMATS = { pcm: { tag: 1, bytes: 2 }, ulaw: { tag: 7, bytes: 1 } } as const;

/** A RIFF file of one channel, or of two that are given as one array each. */
export function wav(
  channels: Uint8Array[],
  { rateHz, encoding }: { rateHz: number; encoding: "pcm" | "ulaw" },
): Uint8Array {
  const { tag, bytes } = WAV_FORMATS[encoding];
  const frameBytes = bytes * channels.length;
  const frames = Math.max(...channels.map((channel) => Math.floor(channel.length / bytes)));
  const file = Buffer.alloc(44 + frames * frameBytes);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + frames * frameBytes, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(tag, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(rateHz, 24);
  file.writeUInt32LE(rateHz * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(bytes * 8, 34);
  file.write("data", 36);
  file.writeUInt32LE(frames * frameBytes, 40);
  channels.forEach((channel, index) => {
    for (let frame = 0; frame < frames; frame++) {
      for (let byte = 0; byte < bytes; byte++) {
        const silence = encoding === "ulaw" ? 0xff : 0;
        file[44 + frame * frameBytes + index * bytes + byte] = channel[frame * bytes + byte] ?? silence;
      }
    }
  });
  return file;
}
