/** Sounds that a verb plays to a person, and recordings of what two people say. */
import { deferred, untilAborted } from "./abort";
import { FRAME_BYTES } from "./audio";
import { ByteQueue, type Line } from "./line";

/** Resolves when the last byte has been heard. */
export async function play(line: Line, ulaw: Uint8Array, signal: AbortSignal): Promise<void> {
  if (ulaw.byteLength === 0) return;
  const queue = new ByteQueue();
  queue.push(ulaw);
  const done = deferred<void>();
  const stop = line.playFrom({
    pull: () => {
      const frame = queue.take(FRAME_BYTES);
      if (!frame) done.resolve();
      return frame;
    },
  });
  try {
    await untilAborted(done.promise, signal);
  } finally {
    stop();
  }
}
