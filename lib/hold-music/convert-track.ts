import { setImmediate as othersFirst } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { encodeMulaw } from "./mulaw";
import { isMp3, readMp3 } from "./read-mp3";
import { isWav, notAudio, readWav, type Sound } from "./read-wav";
import { MAX_TRACK_SECONDS, MIN_TRACK_SECONDS, SAMPLES_PER_SECOND } from "./rules";

/** As loud as speech on the line, and never so loud that the loudest place is cut off. */
const TARGET_LEVEL = 0.1;
const MOST_PEAK = 0.9;
/** -50 dB: whoever listens hears nothing. */
const SILENCE = 0.003;
/** Quieter pieces do not count for the level: a pause would make the rest too loud. */
const PIECE_SAMPLES = SAMPLES_PER_SECOND * 0.4;
/** The seam of the loop. */
const FADE_SAMPLES = SAMPLES_PER_SECOND * 0.03;
/** What the filter still holds back at the end comes out after so much silence. */
const FLUSH_SECONDS = 0.1;

/**
 * µ-law 8 kHz mono of a WAV or MP3 file, made once, at the level of speech. Throws `invalid` with what is wrong with `file`: not audio,
 * too short, too long, silent.
 */
export async function convertTrack(bytes: Buffer): Promise<Buffer> {
  const samples = await atTelephoneRate(bytes);
  if (samples.length < MIN_TRACK_SECONDS * SAMPLES_PER_SECOND) throw fault("track_too_short");
  level(samples);
  fade(samples);
  return encodeMulaw(samples);
}

function fault(key: "track_too_short" | "track_too_long" | "track_silent"): AppError {
  return new AppError("invalid", key, { file: key });
}

async function atTelephoneRate(bytes: Buffer): Promise<Float32Array> {
  if (isWav(bytes)) return resampled(readWav(bytes));
  if (!isMp3(bytes)) throw notAudio();
  const sound = await readMp3(bytes);
  try {
    return await resampled(sound);
  } finally {
    sound.free();
  }
}

async function resampled({ sampleRateHz, blocks }: Sound): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  let length = 0;
  let frames = 0;
  const keep = (piece: Float32Array) => {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_TRACK_SECONDS * SAMPLES_PER_SECOND) throw fault("track_too_long");
  };
  const { resample, close } = await resamplerFrom(sampleRateHz);
  try {
    for (const block of blocks) {
      frames += block.length;
      keep(resample(block));
      await othersFirst();
    }
    if (length > 0) keep(resample(new Float32Array(Math.ceil(sampleRateHz * FLUSH_SECONDS))));
  } finally {
    close();
  }
  const whole = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  // As long as it was: a loop that was cut to the beat stays so.
  return whole.subarray(0, Math.round((frames * SAMPLES_PER_SECOND) / sampleRateHz));
}

/** What lies above 4 kHz is filtered out first; otherwise it would come back as a wrong tone below. */
async function resamplerFrom(sampleRateHz: number) {
  if (sampleRateHz === SAMPLES_PER_SECOND) {
    return { resample: (block: Float32Array) => block, close: () => undefined };
  }
  const { ConverterType, create } = await import("@alexanderolsen/libsamplerate-js");
  const converter = await create(1, sampleRateHz, SAMPLES_PER_SECOND, {
    converterType: ConverterType.SRC_SINC_MEDIUM_QUALITY,
  });
  return {
    // What it answers with is overwritten by the next answer.
    resample: (block: Float32Array) => Float32Array.from(converter.full(block)),
    close: () => converter.destroy(),
  };
}

/** Throws `invalid` for silence. */
function level(samples: Float32Array): void {
  let peak = 0;
  let heard = 0;
  let energy = 0;
  for (let from = 0; from < samples.length; from += PIECE_SAMPLES) {
    const piece = samples.subarray(from, from + PIECE_SAMPLES);
    let sum = 0;
    for (const sample of piece) {
      sum += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    if (Math.sqrt(sum / piece.length) < SILENCE) continue;
    energy += sum;
    heard += piece.length;
  }
  if (heard < SAMPLES_PER_SECOND) throw fault("track_silent");
  const gain = Math.min(TARGET_LEVEL / Math.sqrt(energy / heard), MOST_PEAK / peak);
  for (let index = 0; index < samples.length; index += 1) samples[index] = (samples[index] ?? 0) * gain;
}

function fade(samples: Float32Array): void {
  for (let index = 0; index < FADE_SAMPLES; index += 1) {
    const share = index / FADE_SAMPLES;
    const end = samples.length - 1 - index;
    samples[index] = (samples[index] ?? 0) * share;
    samples[end] = (samples[end] ?? 0) * share;
  }
}
