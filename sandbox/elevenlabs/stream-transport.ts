/** A Twilio media stream as a conversation's line, in the role of Twilio's customer (twilio.md §5, read November 2026). */
import type { WebSocket } from "ws";
import { z } from "zod";
import type { JsonObject } from "../json";
import { isObject } from "../json";
import { closeReason, type Transport, type TransportListener } from "./transport";

/** Longer than any goodbye, so that only a broken line waits so long. */
const MAX_DRAIN_MS = 60_000;
/** How long digits wait for another one: the agents' default (elevenlabs.md §6.2). */
const DIGITS_TIMEOUT_MS = 2000;
const END_MARK = "end";
const HUNG_UP = "Call ended by remote party";

const fromTwilio = z.discriminatedUnion("event", [
  z.looseObject({ event: z.literal("connected") }),
  z.looseObject({
    event: z.literal("start"),
    start: z.looseObject({
      streamSid: z.string(),
      callSid: z.string(),
      customParameters: z.record(z.string(), z.string()),
    }),
  }),
  z.looseObject({ event: z.literal("media"), media: z.looseObject({ payload: z.base64() }) }),
  z.looseObject({ event: z.literal("dtmf"), dtmf: z.looseObject({ digit: z.string() }) }),
  z.looseObject({ event: z.literal("mark"), mark: z.looseObject({ name: z.string() }) }),
  z.looseObject({ event: z.literal("stop") }),
]);
type StreamMessage = z.output<typeof fromTwilio>;
export type StreamStart = Extract<StreamMessage, { event: "start" }>["start"];

/** Undefined for what is no message of the protocol. */
export function parseStreamMessage(
  data: { toString(): string },
  isBinary: boolean,
): StreamMessage | undefined {
  if (isBinary) return undefined;
  try {
    return fromTwilio.safeParse(JSON.parse(data.toString())).data;
  } catch {
    return undefined;
  }
}

export class StreamTransport implements Transport {
  readonly isPinged = false;
  readonly #ws: WebSocket;
  readonly #streamSid: string;
  #listener: TransportListener | undefined;
  #isMuted = false;
  #isGone = false;
  #drained: (() => void) | undefined;
  #digits = "";
  #digitsTimer: NodeJS.Timeout | undefined;

  constructor(ws: WebSocket, streamSid: string) {
    this.#ws = ws;
    this.#streamSid = streamSid;
    ws.on("message", (data: Buffer, isBinary) => this.#receive(parseStreamMessage(data, isBinary)));
    ws.on("close", (code) => this.#leave(code));
    ws.on("error", () => ws.terminate());
  }

  attach(listener: TransportListener): void {
    this.#listener = listener;
    // The caller may have hung up before there was anybody to hear it.
    if (this.#isGone) queueMicrotask(() => listener.closed(1000, HUNG_UP));
  }

  /** A telephone has no place for texts and tools: only sound, and its end. */
  carries(type: string): boolean {
    return type === "audio" || type === "interruption";
  }

  send(message: JsonObject, sent?: (isSent: boolean) => void): void {
    const reply = (part: JsonObject) => this.#write({ ...part, streamSid: this.#streamSid }, sent);
    const audio = message["audio_event"];
    if (isObject(audio)) reply({ event: "media", media: { payload: audio["audio_base_64"] } });
    else if (message["type"] === "interruption") reply({ event: "clear" });
  }

  /** The mark comes back when what was sent before it has been played (twilio.md §5.1). */
  drain(): Promise<void> {
    if (this.#isGone || this.#isMuted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, MAX_DRAIN_MS);
      timer.unref();
      this.#drained = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#write({ event: "mark", streamSid: this.#streamSid, mark: { name: END_MARK } });
    });
  }

  close(code: number, reason: string): void {
    clearTimeout(this.#digitsTimer);
    if (!this.#isMuted) this.#ws.close(code, closeReason(reason));
  }

  mute(): void {
    this.#isMuted = true;
  }

  cut(): void {
    this.#ws.terminate();
  }

  #receive(message: StreamMessage | undefined): void {
    switch (message?.event) {
      case "media":
        return this.#listener?.message({
          type: "audio",
          audio: Buffer.from(message.media.payload, "base64"),
        });
      case "dtmf":
        return this.#collect(message.dtmf.digit);
      case "mark":
        if (message.mark.name === END_MARK) this.#drained?.();
        return;
      case "stop":
        return this.#leave(1000);
      default:
    }
  }

  /** Digits become one turn when the caller pauses, or with the hash key. */
  #collect(digit: string): void {
    clearTimeout(this.#digitsTimer);
    if (digit !== "#") this.#digits += digit;
    this.#digitsTimer = setTimeout(() => this.#tellDigits(), digit === "#" ? 0 : DIGITS_TIMEOUT_MS);
    this.#digitsTimer.unref();
  }

  #tellDigits(): void {
    const digits = this.#digits;
    this.#digits = "";
    if (digits !== "") this.#listener?.message({ type: "digits", digits });
  }

  #leave(code: number): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#digitsTimer);
    this.#drained?.();
    this.#listener?.closed(code, HUNG_UP);
  }

  #write(message: JsonObject, sent?: (isSent: boolean) => void): void {
    if (this.#isMuted || this.#ws.readyState !== this.#ws.OPEN) sent?.(false);
    else this.#ws.send(JSON.stringify(message), (error) => sent?.(!error));
  }
}
