/** The agent's mouth: cuts speech into uneven chunks, sends them faster than real time, and knows what has been heard. */
import { setTimeout as wait } from "node:timers/promises";
import { speak } from "../speech";
import { bytesPerSample, encodeSpeech, sampleRateHz } from "./audio-formats";
import type { JsonObject } from "../json";

/** Neither whole 20 ms frames nor equal, as the vendor's are not (elevenlabs.md §1.6). */
const CHUNK_MS = [130, 245, 90, 310, 175, 62.5];

interface Utterance {
  eventId: number;
  text: string;
  startsAtMs: number;
  endsAtMs: number;
}

export interface Correction {
  eventId: number;
  original: string;
  spoken: string;
}

export interface SpeakerOptions {
  format: string;
  voice: string;
  /** How many times faster than it plays the audio is sent. */
  speedup: number;
  send: (audio: JsonObject) => void;
  /** The speech before it is converted, and when it begins to play. */
  heard: (ulaw: Uint8Array, startsAtMs: number) => void;
}

export class Speaker {
  readonly #options: SpeakerOptions;
  #playing: Utterance[] = [];
  #sending = new AbortController();

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  /** True when all of it was sent, false when it was interrupted. */
  say(text: string, eventId: number): Promise<boolean> {
    return this.play(speak(text, this.#options.voice), eventId, text);
  }

  /** Sound as it is, with the words it stands for, if any. */
  async play(ulaw: Uint8Array, eventId: number, text = ""): Promise<boolean> {
    const { format, speedup } = this.#options;
    const startsAtMs = Math.max(Date.now(), this.endsAtMs());
    this.#playing = this.#playing.filter((utterance) => utterance.endsAtMs > Date.now());
    this.#playing.push({ eventId, text, startsAtMs, endsAtMs: startsAtMs + ulaw.length / 8 });
    this.#options.heard(ulaw, startsAtMs);
    const bytes = encodeSpeech(ulaw, format) ?? ulaw;
    const bytesPerMs = (sampleRateHz(format) * bytesPerSample(format)) / 1000;
    const { signal } = this.#sending;
    for (let at = 0, index = 0; at < bytes.length; index++) {
      const durationMs = CHUNK_MS[index % CHUNK_MS.length] ?? 100;
      const size = Math.floor((durationMs * bytesPerMs) / 2) * 2;
      const alignment =
        index % 2 === 0 && text !== ""
          ? alignmentOf(text, at / bytes.length, (at + size) / bytes.length, durationMs)
          : {};
      this.#options.send({
        audio_base_64: Buffer.from(bytes.subarray(at, at + size)).toString("base64"),
        event_id: eventId,
        ...alignment,
      });
      at += size;
      if (at >= bytes.length) break;
      try {
        await wait(durationMs / speedup, undefined, { signal, ref: false });
      } catch {
        return false;
      }
    }
    return !signal.aborted;
  }

  endsAtMs(): number {
    return this.#playing.at(-1)?.endsAtMs ?? 0;
  }

  isPlaying(): boolean {
    return this.endsAtMs() > Date.now();
  }

  /** Falls silent; what was being played, with the words that were out by then. */
  interrupt(): Correction[] {
    const now = Date.now();
    const cut = this.#playing.filter((utterance) => utterance.endsAtMs > now);
    this.#playing = [];
    this.#sending.abort();
    this.#sending = new AbortController();
    return cut.map(({ eventId, text, startsAtMs, endsAtMs }) => ({
      eventId,
      original: text,
      spoken: wordsUntil(text, Math.max(0, now - startsAtMs) / (endsAtMs - startsAtMs)),
    }));
  }
}

function wordsUntil(text: string, share: number): string {
  const spoken = text.slice(0, Math.floor(text.length * share));
  return spoken.slice(0, Math.max(0, spoken.lastIndexOf(" "))).trimEnd();
}

function alignmentOf(text: string, from: number, to: number, durationMs: number): JsonObject {
  const chars = Array.from(text.slice(Math.floor(text.length * from), Math.floor(text.length * to)));
  const stepMs = durationMs / Math.max(1, chars.length);
  return {
    alignment: {
      chars,
      char_start_times_ms: chars.map((_, index) => Math.round(index * stepMs)),
      char_durations_ms: chars.map(() => Math.round(stepMs)),
    },
  };
}
