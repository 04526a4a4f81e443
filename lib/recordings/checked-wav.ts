import { ProviderError } from "@/lib/errors";

/** A WAV file says what it is in its first bytes; who has not by then never will. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Twilio tells whole seconds. */
const TOLERANCE_SECONDS = 2;
const TOLERANCE = 0.05;

/**
 * The same stream; throws ProviderError where it is no WAV file, and at its end where it is not as long as was told: what was cut off on
 * its way must not be kept as the whole. `toldSeconds` null: nobody told. `hear` is told how many channels there are, once that is known.
 */
export async function* checkedWav(
  body: AsyncIterable<Uint8Array>,
  toldSeconds: number | null,
  hear?: (channels: number) => void,
): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0);
  let sound: Sound | undefined;
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    if (!sound) {
      head = Buffer.concat([head, chunk]);
      sound = readHeader(head);
      if (!sound && head.length > MAX_HEADER_BYTES) break;
    }
    yield chunk;
  }
  if (!sound) throw notKept("what came is no WAV file");
  hear?.(sound.channels);
  const seconds = Math.min(sizeBytes - sound.startsAt, sound.sizeBytes) / sound.bytesPerSecond;
  if (toldSeconds === null) return;
  if (Math.abs(seconds - toldSeconds) > Math.max(TOLERANCE_SECONDS, toldSeconds * TOLERANCE))
    throw notKept(`what came lasts ${Math.round(seconds)} s of ${toldSeconds}`);
}

interface Sound {
  startsAt: number;
  sizeBytes: number;
  bytesPerSecond: number;
  channels: number;
}

/** Undefined where more bytes are needed. Throws for what cannot become a WAV file. */
function readHeader(head: Buffer): Sound | undefined {
  if (head.length < 12) return undefined;
  if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WAVE")
    throw notKept("what came is no WAV file");
  let bytesPerSecond = 0;
  let channels = 0;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString("latin1", at, at + 4);
    const sizeBytes = head.readUInt32LE(at + 4);
    const startsAt = at + 8;
    if (name === "data") {
      if (bytesPerSecond === 0) throw notKept("the WAV file does not say how fast it is");
      return { startsAt, sizeBytes, bytesPerSecond, channels };
    }
    if (name === "fmt ") {
      if (head.length < startsAt + 12) return undefined;
      channels = Math.max(1, head.readUInt16LE(startsAt + 2));
      bytesPerSecond = head.readUInt32LE(startsAt + 8);
    }
    at = startsAt + sizeBytes + (sizeBytes % 2);
  }
  return undefined;
}

function notKept(message: string): ProviderError {
  return new ProviderError("twilio", message, { permanent: false });
}
