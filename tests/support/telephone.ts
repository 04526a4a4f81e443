import { randomInt } from "node:crypto";
import { z } from "zod";
import { until } from "./until";

const spoken = z.object({ text: z.string(), isComplete: z.boolean() });
const callDetail = z.object({
  status: z.string(),
  /** When the telephone stopped ringing; null while it rings. */
  answeredAt: z.coerce.date().nullable(),
  events: z.array(z.looseObject({ type: z.string() })),
  alerts: z.array(z.object({ code: z.number(), message: z.string() })),
  heard: z.array(spoken),
  /** What a mailbox kept, a sentence each. */
  left: z.array(z.string()),
  streams: z.array(z.object({ sid: z.string() })),
  documents: z.array(z.object({ document: z.string() })),
});
export type TelephoneCall = z.infer<typeof callDetail>;

export interface FaultOrder {
  target:
    | "twilio.rest"
    | "twilio.webhook"
    | "twilio.stream"
    | "elevenlabs.rest"
    | "elevenlabs.socket"
    | "elevenlabs.webhook"
    | "elevenlabs.tool"
    | "elevenlabs.personalization"
    | "openai.rest";
  kind:
    | "status"
    | "delay"
    | "drop"
    | "duplicate"
    | "reorder"
    | "forge"
    | "cut"
    | "refuse"
    | "silent"
    | "flood"
    | "garble"
    | "decline"
    | "pace";
  /** Required here: the house is shared, so a fault must say whom it is for. */
  match: string | string[];
  times?: number;
  status?: number;
  /** What the vendor calls it. */
  code?: string;
  delayMs?: number;
  afterMs?: number;
}

/** The sandbox's control API: telephones, faults, and what the stand-ins saw. */
export class Sandbox {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.#fetch(method, path, body);
    return response.json();
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#fetch("GET", path)).arrayBuffer());
  }

  async misbehave(fault: FaultOrder): Promise<void> {
    await this.control("POST", "faults", fault);
  }

  /** A person with a telephone of their own rings `to`. */
  async dial(to: string, from = newMobile()): Promise<PhoneCall> {
    const answer = await this.control("POST", "calls", { from, to });
    const { callSid } = z.object({ callSid: z.string() }).parse(answer);
    return new PhoneCall(this, { callSid, from, to });
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${this.url}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

/** One call at the caller's ear. */
export class PhoneCall {
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox, call: { callSid: string; from: string; to: string }) {
    this.#sandbox = sandbox;
    this.callSid = call.callSid;
    this.from = call.from;
    this.to = call.to;
  }

  async detail(): Promise<TelephoneCall> {
    return callDetail.parse(await this.#sandbox.control("GET", `calls/${this.callSid}`));
  }

  /** Every byte of µ-law that reached the ear. */
  heardAudio(): Promise<Buffer> {
    return this.#sandbox.bytes(`calls/${this.callSid}/heard.ulaw`);
  }

  /** The same with the silence between the sounds: eight bytes are a millisecond since the call was answered. */
  heardInTime(): Promise<Buffer> {
    return this.#sandbox.bytes(`calls/${this.callSid}/heard-in-time.ulaw`);
  }

  /** The words that reached the ear, sentences that were cut off included. */
  async heardWords(): Promise<string> {
    return (await this.detail()).heard.map(({ text }) => text).join("\n");
  }

  /** A recogniser is that sure of it, from 0 to 1; null: it does not say. */
  say = (text: string, confidence?: number | null) => this.#do("say", { text, confidence });
  sayAudio = (ulaw: Buffer) => this.#do("audio", ulaw);
  press = (digits: string) => this.#do("digits", { digits });
  hangUp = () => this.#do("hangup", {});
  /** Picks up a telephone that rings. */
  answer = () => this.#do("answer", {});
  reject = () => this.#do("reject", {});
  /** The connection of the media stream breaks. */
  cut = () => this.#do("cut", {});

  /** Waits for a whole sentence with these words. */
  async untilHeard(words: string, timeoutMs?: number): Promise<void> {
    await until(
      `${this.callSid} hears “${words}”`,
      async () =>
        (await this.detail()).heard.some(({ text, isComplete }) => isComplete && text.includes(words)),
      timeoutMs,
    );
  }

  async untilOver(timeoutMs = 30_000): Promise<TelephoneCall> {
    return until(
      `${this.callSid} is over`,
      async () => {
        const detail = await this.detail();
        return ["ringing", "in-progress", "queued"].includes(detail.status) ? undefined : detail;
      },
      timeoutMs,
    );
  }

  async #do(deed: string, body: unknown): Promise<void> {
    await this.#sandbox.control("POST", `calls/${this.callSid}/${deed}`, body);
  }
}

export function newMobile(): string {
  return `+346${randomInt(100_000_000).toString().padStart(8, "0")}`;
}

/** True when there was something to hear for at least `seconds`: bytes that are not µ-law silence. */
export function isAudible(ulaw: Buffer, seconds: number): boolean {
  let loudBytes = 0;
  for (const byte of ulaw) if ((byte & 0x7f) < 0x70) loudBytes += 1;
  return loudBytes > seconds * 8000 * 0.3;
}
