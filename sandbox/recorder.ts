/** Keeps the last exchanges with the stand-ins, so that tests can hold them against the vendors' published contracts. */

export interface Exchange {
  vendor: "twilio" | "elevenlabs" | "openai";
  kind: "rest" | "twiml" | "webhook" | "socket";
  /** `in`: the product (or anybody) spoke to the vendor; `out`: the vendor spoke to the product. */
  direction: "in" | "out";
  method?: string;
  path?: string;
  status?: number;
  contentType?: string;
  body?: unknown;
  document?: string;
  message?: unknown;
}

export interface Recording extends Exchange {
  seq: number;
  at: string;
}

const MAX_RECORDINGS = 4000;
const MAX_TEXT = 400;
const SECRET_NAME = /^(authorization|xi-api-key|auth_token|authtoken|api_key)$/i;
const AUDIO_NAME = /^(payload|user_audio_chunk|audio_base_64|audio_base64|full_audio)$/;

export class Recorder {
  #recordings: Recording[] = [];
  /** Apart, because the many messages of one stream would push out the few documents of a whole day's calls. */
  #documents: Recording[] = [];
  #seq = 0;

  record(exchange: Exchange): void {
    const kept: Recording = { seq: ++this.#seq, at: new Date().toISOString(), ...exchange };
    if (exchange.body !== undefined) kept.body = abbreviate(exchange.body);
    if (exchange.message !== undefined) kept.message = abbreviate(exchange.message);
    if (kept.kind === "twiml") this.#documents = withLast(this.#documents, kept);
    else this.#recordings = withLast(this.#recordings, kept);
  }

  /** Those after `since`, a recording's `seq`. */
  since(since = 0): Recording[] {
    const kept = [...this.#recordings.slice(-MAX_RECORDINGS), ...this.#documents.slice(-MAX_RECORDINGS)];
    return kept.filter((recording) => recording.seq > since).sort((one, other) => one.seq - other.seq);
  }

  clear(): void {
    this.#recordings = [];
    this.#documents = [];
  }
}

/** Cut now and then, so that a long run does not copy the list each time. */
function withLast(recordings: Recording[], last: Recording): Recording[] {
  recordings.push(last);
  return recordings.length > MAX_RECORDINGS * 1.25 ? recordings.slice(-MAX_RECORDINGS) : recordings;
}

/** A copy without secrets, bytes and endless base64: the shape stays, so that a schema can still judge it. */
function abbreviate(value: unknown): unknown {
  if (typeof value === "string")
    return value.length > MAX_TEXT * 50 ? `${value.slice(0, MAX_TEXT)}… (${value.length})` : value;
  if (value instanceof Uint8Array) return `(${value.byteLength} bytes)`;
  if (Array.isArray(value)) return value.map(abbreviate);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (SECRET_NAME.test(name)) copy[name] = "(secret)";
    else if (AUDIO_NAME.test(name) && typeof part === "string")
      copy[name] = `${part.slice(0, 16)}… (${part.length})`;
    else copy[name] = abbreviate(part);
  }
  return copy;
}
