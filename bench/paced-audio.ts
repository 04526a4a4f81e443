import { randomBytes } from "node:crypto";

/** Eight characters of base64 without a remainder, so that number and sound can be pasted together. */
const NUMBER_BYTES = 6;
const SOUNDS = 16;
/** More frames than this on their way at once mean that the relay has stalled. */
const IN_FLIGHT = 4096;

/** Audio of one direction of one call: every chunk carries its number, so that loss, change and order are seen. */
export class PacedAudio {
  sent = 0;
  received = 0;
  private latenciesMs: number[] = [];
  private readonly sounds: readonly string[];
  private readonly sentAtMs = new Float64Array(IN_FLIGHT);

  constructor(sounds: readonly string[]) {
    this.sounds = sounds;
  }

  next(): string {
    if (this.sent - this.received >= IN_FLIGHT) throw new Error("the relay does not keep up");
    const payload = this.payloadOf(this.sent);
    this.sentAtMs[this.sent % IN_FLIGHT] = performance.now();
    this.sent += 1;
    return payload;
  }

  /** Throws unless this is exactly the chunk that was sent next. */
  arrived(payload: unknown): void {
    if (this.received >= this.sent || payload !== this.payloadOf(this.received)) {
      throw new Error(`chunk ${this.received} was lost, changed or overtaken`);
    }
    this.latenciesMs.push(performance.now() - (this.sentAtMs[this.received % IN_FLIGHT] ?? 0));
    this.received += 1;
  }

  /** From sending to arrival, of everything that arrived since this was last asked. */
  takeLatenciesMs(): number[] {
    const latenciesMs = this.latenciesMs;
    this.latenciesMs = [];
    return latenciesMs;
  }

  get isComplete(): boolean {
    return this.sent === this.received;
  }

  private payloadOf(number: number): string {
    const head = Buffer.alloc(NUMBER_BYTES);
    head.writeUIntBE(number, 0, NUMBER_BYTES);
    return head.toString("base64") + (this.sounds[number % SOUNDS] ?? "");
  }
}

/** µ-law noise for chunks of `bytes`, shared by all calls. */
export function randomSounds(bytes: number): string[] {
  return Array.from({ length: SOUNDS }, () => randomBytes(bytes - NUMBER_BYTES).toString("base64"));
}
