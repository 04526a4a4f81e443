import { type MPEGDecoder } from "mpg123-decoder";
import { AppError } from "@/lib/errors";
import { notAudio, type Sound } from "./read-wav";
import { MAX_TRACK_SECONDS } from "./rules";

/** About two seconds of sound: between two pieces others get their turn. */
const PIECE_BYTES = 32_768;
/** What is heard is measured exactly later. */
const MOST_DECODED_SECONDS = MAX_TRACK_SECONDS + 5;

/** A tag of the title and the like, or the first frame itself. */
export function isMp3(bytes: Buffer): boolean {
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
  return bytes.toString("latin1", 0, 3) === "ID3" || isFrame;
}

/** Decodes piece by piece. Throws `invalid` where no sound comes out. `free` it when done. */
export async function readMp3(bytes: Buffer): Promise<Sound & { free: () => void }> {
  const { MPEGDecoder } = await import("mpg123-decoder");
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const pieces = decode(decoder, bytes);
  // The first sound says at which rate it runs.
  const first = pieces.next();
  if (first.done) {
    decoder.free();
    throw notAudio();
  }
  const blocks = function* () {
    yield first.value.block;
    for (const { block, sampleRateHz } of pieces) if (sampleRateHz === first.value.sampleRateHz) yield block;
  };
  return { sampleRateHz: first.value.sampleRateHz, blocks: blocks(), free: () => decoder.free() };
}

function* decode(
  decoder: MPEGDecoder,
  bytes: Buffer,
): Generator<{ block: Float32Array; sampleRateHz: number }> {
  let seconds = 0;
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes.subarray(at, at + PIECE_BYTES));
    // Of all that is decoded: what runs at another rate is passed over, and hours of it would keep everybody waiting.
    if (samplesDecoded > 0) seconds += samplesDecoded / sampleRate;
    if (seconds > MOST_DECODED_SECONDS)
      throw new AppError("invalid", "track_too_long", { file: "track_too_long" });
    if (samplesDecoded > 0) yield { block: mono(channelData, samplesDecoded), sampleRateHz: sampleRate };
  }
}

function mono(channels: Float32Array[], samples: number): Float32Array {
  const mixed = new Float32Array(samples);
  for (const channel of channels)
    for (let index = 0; index < samples; index += 1)
      mixed[index] = (mixed[index] ?? 0) + (channel[index] ?? 0) / channels.length;
  return mixed;
}
