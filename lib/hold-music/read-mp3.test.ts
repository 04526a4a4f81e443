import { expect, it } from "vitest";
import { readMp3 } from "./read-mp3";

/** So many frames of silence (ISO/IEC 11172-3 §2.4.1): a header and nothing. */
function frames(header: number[], frameBytes: number, count: number): Buffer {
  const frame = Buffer.alloc(frameBytes);
  Buffer.from(header).copy(frame);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

it("hours of sound at another rate than the beginning's are not decoded to their end", async () => {
  const beginning = frames([0xff, 0xfb, 0x90, 0x00], 417, 200);
  // 8 kbit/s at 24 kHz: a thousand seconds to the megabyte.
  const rest = frames([0xff, 0xf3, 0x14, 0xc0], 24, 40_000);
  const sound = await readMp3(Buffer.concat([beginning, rest]));
  try {
    expect(() => [...sound.blocks]).toThrow("track_too_long");
  } finally {
    sound.free();
  }
});
