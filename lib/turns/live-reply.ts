import { EventEmitter, once } from "node:events";
import type { ReplyPart } from "./reply-address";

/** The sound of a reply while it is made, in the process that makes it. */
export class LiveReply {
  readonly #sentences: Buffer[][] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #stop = new AbortController();
  #whole = 0;
  #isDone = false;

  /** Aborted when nobody is going to hear it any more. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Sound of the sentence that is being made; the first piece of it begins it. */
  push(piece: Buffer): void {
    const sentence = (this.#sentences[this.#whole] ??= []);
    sentence.push(piece);
    this.#news.emit("news");
  }

  endSentence(): void {
    if (this.#sentences[this.#whole] !== undefined) this.#whole += 1;
    this.#news.emit("news");
  }

  /** What was pushed of a sentence that failed in the middle is not heard as a whole one. */
  end(): void {
    this.#isDone = true;
    this.#news.emit("news");
  }

  stop(): void {
    this.#stop.abort();
    this.end();
  }

  get hasSound(): boolean {
    return this.#sentences.length > 0;
  }

  /** As it is made; ends with the part. */
  async *read(part: ReplyPart, signal: AbortSignal): AsyncGenerator<Buffer, void> {
    let [sentence, piece] = [part === "first" ? 0 : 1, 0];
    while (!signal.aborted) {
      const next = this.#sentences[sentence]?.[piece];
      if (next) {
        piece += 1;
        yield next;
        continue;
      }
      const isWhole = sentence < this.#whole;
      if (isWhole && part === "first") return;
      if (isWhole) [sentence, piece] = [sentence + 1, 0];
      else if (this.#isDone) return;
      else await once(this.#news, "news", { signal }).catch(() => undefined);
    }
  }
}

/** Next gives every route a copy of this module. */
const shared = globalThis as typeof globalThis & { centralitaReplies?: Map<string, LiveReply> };
const live = (shared.centralitaReplies ??= new Map());

const keyOf = (callId: string, position: number) => `${callId}:${position}`;

export function openLiveReply(callId: string, position: number): LiveReply {
  const made = new LiveReply();
  live.set(keyOf(callId, position), made);
  return made;
}

/** Undefined in every process but the one that makes it, and once it is on record. */
export function findLiveReply(callId: string, position: number): LiveReply | undefined {
  return live.get(keyOf(callId, position));
}

export function closeLiveReply(callId: string, position: number): void {
  live.delete(keyOf(callId, position));
}
