/** Both directions of one leg's audio, a frame of 20 ms at a time: what the person says, and what the person hears. */
import { FRAME_BYTES, padFrame } from "./audio";

/** Where the sound comes from that the person hears. */
export interface Source {
  /** Up to one frame; null when there is nothing to hear. */
  pull(): Uint8Array | null;
}

export type Ear = (frame: Uint8Array | null) => void;

/** A person's live microphone must not lag behind: what is older than this is dropped. */
const MAX_LIVE_BYTES = 25 * FRAME_BYTES;
/** Twenty minutes of what was heard are enough for any test. */
const MAX_HEARD_FRAMES = 1200 * 50;

export class Line {
  isMuted = false;
  #mouth = new ByteQueue();
  #current: Uint8Array | null = null;
  #source: Source | undefined;
  readonly #ears = new Set<Ear>();
  readonly #phones = new Set<Ear>();
  readonly #heard: (Uint8Array | null)[] = [];

  /** What the person says, however long: it leaves at the pace of speech. */
  say(ulaw: Uint8Array): void {
    this.#mouth.push(ulaw);
  }

  sayLive(ulaw: Uint8Array): void {
    this.#mouth.push(ulaw);
    this.#mouth.keepLast(MAX_LIVE_BYTES);
  }

  /** Follows what the person says, until the returned function is called. */
  listen(ear: Ear): () => void {
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  /** Follows what the person hears, until the returned function is called. */
  attach(phone: Ear): () => void {
    this.#phones.add(phone);
    return () => this.#phones.delete(phone);
  }

  /** The returned function takes this source away, unless another one has replaced it meanwhile. */
  playFrom(source: Source): () => void {
    this.#source = source;
    return () => {
      if (this.#source === source) this.#source = undefined;
    };
  }

  /** This beat's frame of what the person says; null for silence. */
  get saying(): Uint8Array | null {
    return this.isMuted ? null : this.#current;
  }

  takeMouth(): void {
    this.#current = this.#mouth.take(FRAME_BYTES);
    for (const ear of this.#ears) ear(this.#current);
  }

  fillEar(): void {
    const frame = this.#source?.pull() ?? null;
    if (this.#heard.length < MAX_HEARD_FRAMES) this.#heard.push(frame);
    for (const phone of this.#phones) phone(frame);
  }

  heard(): Buffer {
    return Buffer.concat(this.#heard.filter((frame) => frame !== null));
  }

  /** In time: with silence where there was nothing to hear. */
  heardInTime(): Buffer {
    return Buffer.concat(this.#heard.map(padFrame));
  }
}

/** Bytes in, frames out, nothing copied twice. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #offset = 0;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    if (chunk.byteLength === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
  }

  /** Up to `count` bytes, null when there are none. */
  take(count: number): Uint8Array | null {
    if (this.#bytes === 0) return null;
    const taken = new Uint8Array(Math.min(count, this.#bytes));
    for (let at = 0; at < taken.length;) {
      const chunk = this.#chunks[0];
      if (!chunk) break;
      const part = chunk.subarray(this.#offset, this.#offset + taken.length - at);
      taken.set(part, at);
      at += part.length;
      this.#skip(part.length);
    }
    return taken;
  }

  keepLast(count: number): void {
    while (this.#bytes > count) {
      const chunk = this.#chunks[0];
      if (!chunk) return;
      this.#skip(Math.min(chunk.length - this.#offset, this.#bytes - count));
    }
  }

  clear(): void {
    this.#chunks = [];
    this.#offset = 0;
    this.#bytes = 0;
  }

  #skip(count: number): void {
    this.#offset += count;
    this.#bytes -= count;
    if (this.#offset < (this.#chunks[0]?.length ?? 0)) return;
    this.#chunks.shift();
    this.#offset = 0;
  }
}
