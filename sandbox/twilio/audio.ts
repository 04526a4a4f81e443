/** µ-law, 8 kHz, mono, 20 ms at a time: what a telephone line carries (twilio.md §5), and the sound files of §4.6 and §7. */
import { linearToUlaw, ulawToLinear } from "../speech";

const SAMPLE_RATE_HZ = 8000;
export const FRAME_MS = 20;
export const FRAME_BYTES = 160;
const SILENCE = 0xff;
const WAV_PCM = 1;
const WAV_ULAW = 7;

/** A whole frame; what is missing is silence. */
export function padFrame(frame: Uint8Array | null): Uint8Array {
  if (frame?.byteLength === FRAME_BYTES) return frame;
  const padded = new Uint8Array(FRAME_BYTES).fill(SILENCE);
  if (frame) padded.set(frame.subarray(0, FRAME_BYTES));
  return padded;
}

export function tone(frequencyHz: number, durationMs: number): Uint8Array {
  const samples = new Uint8Array((durationMs * SAMPLE_RATE_HZ) / 1000);
  for (let at = 0; at < samples.length; at += 1)
    samples[at] = linearToUlaw(8000 * Math.sin((2 * Math.PI * frequencyHz * at) / SAMPLE_RATE_HZ));
  return samples;
}

const QUIET_PEAK = 400;

/** Whether somebody who listens would say that there is nothing: a live microphone is never quite silent. */
export function isQuiet(frame: Uint8Array | null): boolean {
  return frame === null || frame.every((sample) => Math.abs(ulawToLinear(sample)) < QUIET_PEAK);
}

/** One voice passes untouched, so that what it carries inside survives; several are added up. */
export function mix(frames: readonly Uint8Array[]): Uint8Array | null {
  const [first, ...others] = frames;
  if (!first) return null;
  if (others.length === 0) return first;
  const mixed = new Uint8Array(Math.max(...frames.map((frame) => frame.byteLength)));
  for (let at = 0; at < mixed.length; at += 1) {
    let sum = 0;
    for (const frame of frames) sum += ulawToLinear(frame[at] ?? SILENCE);
    mixed[at] = linearToUlaw(Math.max(-32_768, Math.min(32_767, sum)));
  }
  return mixed;
}

/** What the vendor plays (twilio.com/docs/voice/twiml/play, "Supported Audio File Types"). */
const PLAYABLE_TYPES = new Set([
  "audio/mpeg",
  "audio/wav",
  "audio/wave",
  "audio/x-wav",
  "audio/aiff",
  "audio/x-aifc",
  "audio/x-aiff",
  "audio/x-gsm",
  "audio/gsm",
  "audio/ulaw",
]);

const ULAW_TYPES = new Set(["audio/ulaw", "audio/basic", "audio/x-mulaw", "audio/pcmu"]);

const plainType = (contentType: string | undefined) =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";

export function isPlayable(contentType: string | undefined): boolean {
  return PLAYABLE_TYPES.has(plainType(contentType));
}

/** Undefined for a sound that the sandbox cannot read (it knows µ-law, and WAV at 8 kHz). */
export function decodeAudio(contentType: string | undefined, body: Uint8Array): Uint8Array | undefined {
  if (ULAW_TYPES.has(plainType(contentType))) return body;
  if (body.byteLength < 12 || latin(body, 0, 4) !== "RIFF" || latin(body, 8, 12) !== "WAVE") return undefined;
  return decodeWav(body);
}

function decodeWav(body: Uint8Array): Uint8Array | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let format: { code: number; channels: number; rateHz: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= body.byteLength;) {
    const name = latin(body, at, at + 4);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === "fmt " && start + 16 <= body.byteLength)
      format = {
        code: view.getUint16(start, true),
        channels: view.getUint16(start + 2, true),
        rateHz: view.getUint32(start + 4, true),
        bits: view.getUint16(start + 14, true),
      };
    if (name === "data") {
      if (format?.channels !== 1 || format.rateHz !== SAMPLE_RATE_HZ) return undefined;
      return toUlaw(format.code, format.bits, body.subarray(start, Math.min(start + size, body.byteLength)));
    }
    at = start + size + (size % 2);
  }
  return undefined;
}

function toUlaw(code: number, bits: number, data: Uint8Array): Uint8Array | undefined {
  if (code === WAV_ULAW) return data;
  if (code !== WAV_PCM) return undefined;
  if (bits === 8) return data.map((sample) => linearToUlaw((sample - 128) << 8));
  if (bits !== 16) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Uint8Array.from({ length: data.byteLength >> 1 }, (_, at) =>
    linearToUlaw(view.getInt16(at * 2, true)),
  );
}

/** 16 bit PCM, one or two channels: recordings are 128 kbps per channel (twilio.md §7). */
export function encodeWav(channels: readonly Uint8Array[]): Buffer {
  const samples = Math.max(0, ...channels.map((channel) => channel.byteLength));
  const blockBytes = 2 * channels.length;
  const wav = Buffer.alloc(44 + samples * blockBytes);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + samples * blockBytes, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(WAV_PCM, 20);
  wav.writeUInt16LE(channels.length, 22);
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  wav.writeUInt32LE(SAMPLE_RATE_HZ * blockBytes, 28);
  wav.writeUInt16LE(blockBytes, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples * blockBytes, 40);
  for (let at = 0; at < samples; at += 1)
    for (const [index, channel] of channels.entries())
      wav.writeInt16LE(ulawToLinear(channel[at] ?? SILENCE), 44 + at * blockBytes + index * 2);
  return wav;
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
