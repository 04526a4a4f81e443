import { AppError } from "@/lib/errors";
import { alawSample, mulawSample } from "./mulaw";

/** One channel; both ears hear the same on a telephone. */
export interface Sound {
  sampleRateHz: number;
  /** Samples of -1 … 1, a piece at a time, so that a long file is never whole in memory as numbers. */
  blocks: Iterable<Float32Array>;
}

const FORMATS = { pcm: 1, float: 3, alaw: 6, mulaw: 7, extensible: 0xfffe } as const;
const BLOCK_FRAMES = 65_536;
const MAX_CHANNELS = 8;

interface WavFormat {
  format: number;
  channels: number;
  sampleRateHz: number;
  bits: number;
}

export function notAudio(): AppError {
  return new AppError("invalid", "not audio", { file: "not_audio" });
}

export function isWav(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WAVE";
}

/** PCM of 8 to 32 bits, floating point, µ-law and A-law, any rate, up to eight channels. Throws `invalid` for anything else. */
export function readWav(bytes: Buffer): Sound {
  let at = 12;
  let format: WavFormat | undefined;
  while (at + 8 <= bytes.length) {
    const name = bytes.toString("latin1", at, at + 4);
    // A program that did not know the length beforehand leaves 0 or the largest number there.
    const stated = bytes.readUInt32LE(at + 4);
    const from = at + 8;
    if (name === "fmt ") format = readFormat(bytes.subarray(from, from + stated));
    if (name === "data") {
      if (!format) throw notAudio();
      const to = stated === 0 ? bytes.length : Math.min(bytes.length, from + stated);
      return { sampleRateHz: format.sampleRateHz, blocks: blocksOf(bytes.subarray(from, to), format) };
    }
    at = from + stated + (stated % 2);
  }
  throw notAudio();
}

function readFormat(chunk: Buffer): WavFormat {
  if (chunk.length < 16) throw notAudio();
  const tag = chunk.readUInt16LE(0);
  if (tag === FORMATS.extensible && chunk.length < 26) throw notAudio();
  const read = {
    // The real format leads the GUID of an extensible one.
    format: tag === FORMATS.extensible ? chunk.readUInt16LE(24) : tag,
    channels: chunk.readUInt16LE(2),
    sampleRateHz: chunk.readUInt32LE(4),
    bits: chunk.readUInt16LE(14),
  };
  const isSound =
    read.channels >= 1 &&
    read.channels <= MAX_CHANNELS &&
    read.sampleRateHz >= 4000 &&
    read.sampleRateHz <= 192_000;
  if (!isSound || !readerOf(read)) throw notAudio();
  return read;
}

type SampleReader = (bytes: Buffer, at: number) => number;

const READERS: Record<string, SampleReader> = {
  [`${FORMATS.pcm}/8`]: (bytes, at) => ((bytes[at] ?? 128) - 128) / 128,
  [`${FORMATS.pcm}/16`]: (bytes, at) => bytes.readInt16LE(at) / 0x8000,
  [`${FORMATS.pcm}/24`]: (bytes, at) => bytes.readIntLE(at, 3) / 0x80_0000,
  [`${FORMATS.pcm}/32`]: (bytes, at) => bytes.readInt32LE(at) / 0x8000_0000,
  [`${FORMATS.float}/32`]: (bytes, at) => finite(bytes.readFloatLE(at)),
  [`${FORMATS.float}/64`]: (bytes, at) => finite(bytes.readDoubleLE(at)),
  [`${FORMATS.alaw}/8`]: (bytes, at) => alawSample(bytes[at] ?? 0),
  [`${FORMATS.mulaw}/8`]: (bytes, at) => mulawSample(bytes[at] ?? 0),
};

function readerOf({ format, bits }: Pick<WavFormat, "format" | "bits">): SampleReader | undefined {
  return READERS[`${format}/${bits}`];
}

/** A file may hold what is no number at all; one such sample would silence the whole resampler. */
function finite(sample: number): number {
  return Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
}

function* blocksOf(data: Buffer, { channels, ...format }: WavFormat): Generator<Float32Array> {
  const read = readerOf(format);
  if (!read) return;
  const sampleBytes = format.bits / 8;
  const frames = Math.floor(data.length / (sampleBytes * channels));
  for (let first = 0; first < frames; first += BLOCK_FRAMES) {
    const block = new Float32Array(Math.min(BLOCK_FRAMES, frames - first));
    for (let frame = 0; frame < block.length; frame += 1) {
      const at = (first + frame) * channels * sampleBytes;
      let sum = 0;
      for (let channel = 0; channel < channels; channel += 1) sum += read(data, at + channel * sampleBytes);
      block[frame] = sum / channels;
    }
    yield block;
  }
}
