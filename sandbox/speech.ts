/**
 * Speech that machines can read: babble with the rhythm of a sentence, in µ-law at 8 kHz, that carries
 * its own text in the least significant bit of every sample. One such bit costs about as much noise as
 * µ-law itself, so a person hears a voice, and whoever gets the bytes untouched hears the words.
 *
 * Each 20 ms frame (160 bits, 20 bytes) stands alone: sync word, utterance, frame index and count, text
 * length, a window of the text that ends where the voice is, CRC. Windows overlap, so lost frames cost
 * nothing at talking speed, and a sentence that is cut has carried only the words spoken so far.
 */
const SAMPLE_RATE_HZ = 8000;
const SAMPLES_PER_FRAME = 160;
const FRAME_BYTES = SAMPLES_PER_FRAME / 8;
const SYNC_WORD = 0xeb90;
const HEADER_BYTES = 10;
const WINDOW_BYTES = FRAME_BYTES - HEADER_BYTES - 2;
/** Frames after the last letter that repeat the end of the text, in case the very last one is lost. */
const TAIL_FRAMES = 2;
const CHARACTERS_PER_SECOND = 14;
const MAX_SENTENCE_SECONDS = 12;
const MIN_FRAMES = 12;
const MAX_TEXT_BYTES = 0xffff;
const PEAK_AMPLITUDE = 11_000;

export function ulawToLinear(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = (((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7);
  return code & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
}

export function linearToUlaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(Math.round(sample))) + 0x84;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** µ-law, 8 kHz, mono, whole 20 ms frames; nothing at all for an empty text. */
export function speak(text: string, voice = ""): Uint8Array {
  const bytes = encodeText(text);
  if (bytes.length === 0) return new Uint8Array(0);
  const frameCount = framesFor(text, bytes.length);
  const utterance = hash(text + "\0" + voice) & 0xffff;
  const ulaw = babble(text, voice, frameCount * SAMPLES_PER_FRAME);
  for (let index = 0; index < frameCount; index++) {
    const frame = encodeFrame(bytes, { utterance, index, frameCount });
    for (let bit = 0; bit < SAMPLES_PER_FRAME; bit++) {
      const at = index * SAMPLES_PER_FRAME + bit;
      ulaw[at] = ((ulaw[at] ?? 0xff) & 0xfe) | (((frame[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
  }
  return ulaw;
}

function encodeText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= MAX_TEXT_BYTES) return bytes;
  let end = MAX_TEXT_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

function framesFor(text: string, byteCount: number): number {
  let seconds = 0;
  for (const sentence of text.split(/(?<=[.!?…])\s/u)) {
    seconds += Math.min(MAX_SENTENCE_SECONDS, sentence.length / CHARACTERS_PER_SECOND);
  }
  const spokenFrames = Math.ceil((seconds * SAMPLE_RATE_HZ) / SAMPLES_PER_FRAME);
  return Math.max(MIN_FRAMES, spokenFrames, Math.ceil(byteCount / WINDOW_BYTES)) + TAIL_FRAMES;
}

/** How many bytes of the text have been spoken when frame `index` has been heard. */
function spokenBytes(index: number, frameCount: number, byteCount: number): number {
  return Math.min(byteCount, Math.floor((byteCount * (index + 1)) / (frameCount - TAIL_FRAMES)));
}

function encodeFrame(
  text: Uint8Array,
  { utterance, index, frameCount }: { utterance: number; index: number; frameCount: number },
): Uint8Array {
  const frame = new Uint8Array(FRAME_BYTES);
  const view = new DataView(frame.buffer);
  view.setUint16(0, SYNC_WORD);
  view.setUint16(2, utterance);
  view.setUint16(4, index);
  view.setUint16(6, frameCount);
  view.setUint16(8, text.length);
  const end = spokenBytes(index, frameCount, text.length);
  frame.set(text.subarray(Math.max(0, end - WINDOW_BYTES), end), HEADER_BYTES);
  view.setUint16(FRAME_BYTES - 2, crc16(frame.subarray(0, FRAME_BYTES - 2)));
  return frame;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

interface Sound {
  voicing: number;
  hiss: number;
  formantsHz: readonly [number, number];
  /** How much higher than its neighbours it is spoken. */
  stress: number;
}

const VOWEL_FORMANTS_HZ: Record<string, readonly [number, number]> = {
  a: [740, 1300],
  e: [460, 1950],
  i: [310, 2300],
  o: [480, 900],
  u: [340, 720],
};
const PAUSE: Sound = { voicing: 0, hiss: 0, formantsHz: [500, 1500], stress: 1 };

function soundOf(character: string): Sound {
  const letter = character.normalize("NFD").charAt(0).toLowerCase();
  const stress = "áéíóúÁÉÍÓÚ".includes(character) ? 1.15 : 1;
  const vowel = VOWEL_FORMANTS_HZ[letter];
  if (vowel) return { voicing: 1, hiss: 0.01, formantsHz: vowel, stress };
  if ("mnlrvwy".includes(letter)) return { voicing: 0.55, hiss: 0.01, formantsHz: [280, 1200], stress };
  if ("szfjxhc".includes(letter)) return { voicing: 0.05, hiss: 0.12, formantsHz: [2300, 3300], stress };
  if ("bdgptkq".includes(letter)) return { voicing: 0.3, hiss: 0.06, formantsHz: [350, 1700], stress };
  if (!/[\p{L}\p{N}\p{S}]/u.test(letter)) return PAUSE;
  const spoken = "aeiou".charAt(hash(letter) % 5);
  return { voicing: 0.9, hiss: 0.02, formantsHz: VOWEL_FORMANTS_HZ[spoken] ?? [500, 1500], stress };
}

/** A pulse train and a hiss through two resonators, one pair of formants per letter. */
function babble(text: string, voice: string, sampleCount: number): Uint8Array {
  const sounds = Array.from(text, soundOf);
  const basePitchHz = 100 + (hash(voice) % 12) * 11;
  const isQuestion = text.trimEnd().endsWith("?");
  const samples = new Float64Array(sampleCount);
  const memory = [0, 0, 0, 0];
  let [phase, noise, peak, voicing, hiss] = [0, hash(text) | 1, 1e-9, 0, 0];
  for (let at = 0; at < sampleCount; at++) {
    const progress = at / sampleCount;
    const sound = sounds[Math.floor(progress * sounds.length)] ?? PAUSE;
    voicing += (sound.voicing - voicing) * 0.01;
    hiss += (sound.hiss - hiss) * 0.01;
    const ending = isQuestion && progress > 0.75 ? 1 + (progress - 0.75) : 1;
    phase += (basePitchHz * (1.15 - 0.25 * progress) * sound.stress * ending) / SAMPLE_RATE_HZ;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0;
    const source = pulse * voicing + (noise / 0x8000_0000) * hiss;
    const value =
      resonate(memory, 0, source, sound.formantsHz[0]) +
      0.6 * resonate(memory, 2, source, sound.formantsHz[1]);
    samples[at] = value;
    peak = Math.max(peak, Math.abs(value));
  }
  return Uint8Array.from(samples, (value) => linearToUlaw((value / peak) * PEAK_AMPLITUDE));
}

function resonate(memory: number[], at: number, input: number, frequencyHz: number): number {
  const radius = 0.965;
  const [last = 0, beforeLast = 0] = [memory[at], memory[at + 1]];
  const turn = 2 * radius * Math.cos((2 * Math.PI * frequencyHz) / SAMPLE_RATE_HZ);
  const output = input + turn * last - radius * radius * beforeLast;
  memory[at] = output;
  memory[at + 1] = last;
  return output;
}

const VOICE_RMS = 600;
const VOICE_ON_FRAMES = 3;
const VOICE_OFF_FRAMES = 30;

export interface HearingCallbacks {
  /** The whole text, once, when its end has been heard; of a text whose beginning was missed, the rest. */
  text(text: string): void;
  /** The whole words heard so far of a text that is still being spoken. */
  partial?(text: string): void;
  /** Somebody makes sound, with or without words: true after 60 ms of it, false after 600 ms of quiet. */
  voice?(active: boolean): void;
}

interface Utterance {
  id: number;
  frameCount: number;
  lastIndex: number;
  bytes: Uint8Array;
  known: Uint8Array;
  partial: string;
  isComplete: boolean;
}

export class Listener {
  readonly #on: HearingCallbacks;
  #bits = new Uint8Array(SAMPLES_PER_FRAME);
  #at = 0;
  #sync = 0;
  #utterance: Utterance | undefined;
  #energy = 0;
  #energySamples = 0;
  #streakFrames = 0;
  #isVoice = false;

  constructor(on: HearingCallbacks) {
    this.#on = on;
  }

  push(ulaw: Uint8Array): void {
    for (const byte of ulaw) {
      this.#measure(byte);
      this.#bits[this.#at] = byte & 1;
      this.#at = (this.#at + 1) % SAMPLES_PER_FRAME;
      // The register holds the 16 oldest bits of the ring: where a frame that is complete begins.
      this.#sync = ((this.#sync << 1) | (this.#bits[(this.#at + 15) % SAMPLES_PER_FRAME] ?? 0)) & 0xffff;
      if (this.#sync === SYNC_WORD) this.#readFrame();
    }
  }

  reset(): void {
    this.#bits.fill(0);
    this.#sync = 0;
    this.#utterance = undefined;
    this.#energy = 0;
    this.#energySamples = 0;
    this.#streakFrames = 0;
    this.#isVoice = false;
  }

  #readFrame(): void {
    const frame = new Uint8Array(FRAME_BYTES);
    for (let bit = 0; bit < SAMPLES_PER_FRAME; bit++) {
      const value = this.#bits[(this.#at + bit) % SAMPLES_PER_FRAME] ?? 0;
      frame[bit >> 3] = (frame[bit >> 3] ?? 0) | (value << (7 - (bit & 7)));
    }
    const view = new DataView(frame.buffer);
    if (view.getUint16(FRAME_BYTES - 2) !== crc16(frame.subarray(0, FRAME_BYTES - 2))) return;
    const utterance = this.#utteranceOf(view);
    const index = view.getUint16(4);
    utterance.lastIndex = index;
    if (utterance.isComplete) return;
    const end = spokenBytes(index, utterance.frameCount, utterance.bytes.length);
    const start = Math.max(0, end - WINDOW_BYTES);
    utterance.bytes.set(frame.subarray(HEADER_BYTES, HEADER_BYTES + end - start), start);
    utterance.known.fill(1, start, end);
    if (end === utterance.bytes.length) {
      utterance.isComplete = true;
      this.#on.text(wordsOf(utterance, end, true));
      return;
    }
    const partial = wordsOf(utterance, end, false);
    if (partial === utterance.partial) return;
    utterance.partial = partial;
    this.#on.partial?.(partial);
  }

  /** A frame that does not follow the last one begins another utterance, even of the same text. */
  #utteranceOf(view: DataView): Utterance {
    const [id, index, frameCount, byteCount] = [2, 4, 6, 8].map((at) => view.getUint16(at));
    const current = this.#utterance;
    const isSame =
      current?.id === id &&
      current?.frameCount === frameCount &&
      current?.bytes.length === byteCount &&
      (index ?? 0) > (current?.lastIndex ?? 0);
    if (current && isSame) return current;
    this.#utterance = {
      id: id ?? 0,
      frameCount: frameCount ?? 0,
      lastIndex: 0,
      bytes: new Uint8Array(byteCount ?? 0),
      known: new Uint8Array(byteCount ?? 0),
      partial: "",
      isComplete: false,
    };
    return this.#utterance;
  }

  #measure(byte: number): void {
    const sample = ulawToLinear(byte);
    this.#energy += sample * sample;
    this.#energySamples += 1;
    if (this.#energySamples < SAMPLES_PER_FRAME) return;
    const isLoud = this.#energy > VOICE_RMS * VOICE_RMS * SAMPLES_PER_FRAME;
    this.#energy = 0;
    this.#energySamples = 0;
    this.#streakFrames = isLoud === this.#isVoice ? 0 : this.#streakFrames + 1;
    if (this.#streakFrames < (this.#isVoice ? VOICE_OFF_FRAMES : VOICE_ON_FRAMES)) return;
    this.#isVoice = isLoud;
    this.#streakFrames = 0;
    this.#on.voice?.(isLoud);
  }
}

const SPACE = 0x20;

/** The text up to `end`, without words of which a byte is missing, nor (unless final) the one in progress. */
function wordsOf({ bytes, known }: Utterance, end: number, isFinal: boolean): string {
  const kept: number[] = [];
  let wordStart = 0;
  for (let at = 0; at <= end; at++) {
    if (at < end && bytes[at] !== SPACE) continue;
    const isWhole = known.subarray(wordStart, at).every((isKnown) => isKnown === 1);
    const isInProgress = at === end && !isFinal;
    if (isWhole && !isInProgress) kept.push(...bytes.subarray(wordStart, Math.min(at + 1, end)));
    wordStart = at + 1;
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(kept));
  return isFinal ? text : text.trimEnd();
}
