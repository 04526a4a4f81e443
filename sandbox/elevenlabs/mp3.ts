/** Conversations' audio as the vendor hands it out: MP3 (elevenlabs.md §4.1, §5.4). */
import { setImmediate as nextTurn } from "node:timers/promises";
import { Mp3Encoder } from "@breezystack/lamejs";
import { ulawToLinear } from "../speech";

/** The line's own rate, which is the lowest that MP3 has. */
const RATE_HZ = 8000;
const BITS_PER_SECOND = 32_000;
/** One MP3 frame's worth at this rate, times as many as are encoded before live calls get their turn. */
const SAMPLES_A_TURN = 576 * 20;

/** Two channels of µ-law of equal length, to one stereo file. */
export async function encodeMp3([left, right]: readonly [Uint8Array, Uint8Array]): Promise<Uint8Array> {
  const encoder = new Mp3Encoder(2, RATE_HZ, BITS_PER_SECOND / 1000);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < left.length; at += SAMPLES_A_TURN) {
    const end = at + SAMPLES_A_TURN;
    // Its typings promise unsigned bytes and it makes signed ones: hence the copy.
    parts.push(
      Buffer.from(encoder.encodeBuffer(toLinear(left.subarray(at, end)), toLinear(right.subarray(at, end)))),
    );
    await nextTurn();
  }
  parts.push(Buffer.from(encoder.flush()));
  return Buffer.concat(parts);
}

function toLinear(ulaw: Uint8Array): Int16Array {
  return Int16Array.from(ulaw, ulawToLinear);
}
