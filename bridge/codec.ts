/**
 * The audio path works on bytes: a frame whose layout is the usual one is cut out of one JSON text and pasted
 * into another, without parsing or decoding. Every other layout gives `undefined` and is read by JSON.parse.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSING_BRACE = 0x7d;
const ZERO = 0x30;
const NINE = 0x39;
/** More digits than this could lose precision, so JSON.parse decides. */
const MAX_EVENT_ID_DIGITS = 15;

const MEDIA_OPENING = Buffer.from('{"event":"media",');
const MEDIA_KEY = Buffer.from(',"media":{');
const PAYLOAD_KEY = Buffer.from(',"payload":"');
const MEDIA_CLOSING = Buffer.from('"}}');

/** The base64 bytes of a Twilio `media` message (twilio.md §5.1) that has the usual layout. */
export function spliceMediaPayload(frame: Buffer): Buffer | undefined {
  if (!startsWith(frame, MEDIA_OPENING) || !endsWith(frame, MEDIA_CLOSING)) return undefined;
  // The comma of the key may be the last byte of the opening.
  const mediaAt = frame.indexOf(MEDIA_KEY, MEDIA_OPENING.length - 1);
  if (mediaAt < 0) return undefined;
  const insideAt = mediaAt + MEDIA_KEY.length;
  const keyAt = frame.indexOf(PAYLOAD_KEY, insideAt - 1);
  if (keyAt < 0) return undefined;
  const from = keyAt + PAYLOAD_KEY.length;
  const to = frame.length - MEDIA_CLOSING.length;
  // The first brace and the first quote that follow must be the closing ones: then `payload` is the last key
  // of `media`, `media` the last key of the message, and no escape hides a quote.
  const isLast =
    frame.indexOf(CLOSING_BRACE, insideAt) === to + 1 &&
    frame.indexOf(QUOTE, from) === to &&
    !hasByte(frame, BACKSLASH, insideAt);
  return isLast ? frame.subarray(from, to) : undefined;
}

const CALLER_OPENING = Buffer.from('{"user_audio_chunk":"');
const CALLER_CLOSING = Buffer.from('"}');

/** The agent's input message around base64 bytes (elevenlabs.md §1.2: it has no `type`). */
export function callerAudioFrame(payload: Buffer): Buffer {
  return wrap(CALLER_OPENING, payload, CALLER_CLOSING);
}

/** The first half of every `media` message to one Twilio stream. */
export function mediaOpening(streamSid: string): Buffer {
  return Buffer.from(`{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"`);
}

export function mediaFrame(opening: Buffer, payload: Buffer): Buffer {
  return wrap(opening, payload, MEDIA_CLOSING);
}

export interface AgentAudio {
  eventId: number;
  /** Base64 bytes of µ-law. */
  payload: Buffer;
  /** The message without its audio, kept when it tells when each character is spoken. */
  alignmentSource?: Buffer;
}

interface AudioLayout {
  opening: Buffer;
  closing: Buffer;
}

/** The two orders in which the `type` of an `audio` message comes (elevenlabs.md §1.4). */
const AUDIO_LAYOUTS: readonly AudioLayout[] = [
  { opening: Buffer.from('{"type":"audio","audio_event":{"audio_base_64":"'), closing: Buffer.from("}}") },
  { opening: Buffer.from('{"audio_event":{"audio_base_64":"'), closing: Buffer.from('},"type":"audio"}') },
];
const EVENT_ID_KEY = Buffer.from('","event_id":');
const ALIGNMENT_KEY = Buffer.from(',"alignment":{');

/** An agent's `audio` message that has a usual layout. */
export function spliceAgentAudio(frame: Buffer): AgentAudio | undefined {
  for (const layout of AUDIO_LAYOUTS) {
    if (startsWith(frame, layout.opening)) return spliceAudioAs(frame, layout);
  }
  return undefined;
}

function spliceAudioAs(frame: Buffer, { opening, closing }: AudioLayout): AgentAudio | undefined {
  const from = opening.length;
  const to = frame.indexOf(QUOTE, from);
  if (to < 0 || !matchesAt(frame, EVENT_ID_KEY, to) || !endsWith(frame, closing)) return undefined;
  const digitsAt = to + EVENT_ID_KEY.length;
  const digitsEnd = endOfDigits(frame, digitsAt);
  const digits = digitsEnd - digitsAt;
  if (digits === 0 || digits > MAX_EVENT_ID_DIGITS) return undefined;
  if (digits > 1 && frame[digitsAt] === ZERO) return undefined;
  const payload = frame.subarray(from, to);
  if (payload.includes(BACKSLASH)) return undefined;
  const eventId = readDigits(frame, digitsAt, digitsEnd);
  if (digitsEnd === frame.length - closing.length) return { eventId, payload };
  if (frame[digitsEnd] !== COMMA || !matchesAt(frame, ALIGNMENT_KEY, digitsEnd)) return undefined;
  return { eventId, payload, alignmentSource: joinToKeep(opening, frame.subarray(to)) };
}

/** How many bytes a base64 text stands for; at 8 kHz µ-law, eight of them are a millisecond. */
export function audioBytes(payload: Buffer): number {
  const { length } = payload;
  if (length < 4) return 0;
  const padding = payload[length - 2] === 0x3d ? 2 : payload[length - 1] === 0x3d ? 1 : 0;
  return Math.floor((length * 3) / 4) - padding;
}

export function audioMs(payload: Buffer): number {
  return audioBytes(payload) / 8;
}

/** What both vendors take for sound. */
export function base64Bytes(audio: Buffer): Buffer {
  return Buffer.from(audio.toString("base64"), "latin1");
}

export function bytesOf(payload: Buffer): Buffer {
  return Buffer.from(payload.toString("latin1"), "base64");
}

function wrap(opening: Buffer, payload: Buffer, closing: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(opening.length + payload.length + closing.length);
  opening.copy(frame, 0);
  payload.copy(frame, opening.length);
  closing.copy(frame, opening.length + payload.length);
  return frame;
}

/** Not from Node's pool: a few bytes that outlive many frames would keep the whole 8 KB slab they were cut from. */
function joinToKeep(first: Buffer, second: Buffer): Buffer {
  const joined = Buffer.allocUnsafeSlow(first.length + second.length);
  first.copy(joined, 0);
  second.copy(joined, first.length);
  return joined;
}

function matchesAt(frame: Buffer, part: Buffer, at: number): boolean {
  const end = at + part.length;
  return end <= frame.length && frame.compare(part, 0, part.length, at, end) === 0;
}

function startsWith(frame: Buffer, part: Buffer): boolean {
  return matchesAt(frame, part, 0);
}

function endsWith(frame: Buffer, part: Buffer): boolean {
  return frame.length >= part.length && matchesAt(frame, part, frame.length - part.length);
}

function hasByte(frame: Buffer, byte: number, from: number): boolean {
  return frame.indexOf(byte, from) >= 0;
}

function endOfDigits(frame: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = frame[at];
    if (byte === undefined || byte < ZERO || byte > NINE) return at;
    at += 1;
  }
}

function readDigits(frame: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (frame[at] ?? ZERO) - ZERO;
  return value;
}
