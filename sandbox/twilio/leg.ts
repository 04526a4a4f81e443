/** One telephone call while it lives: a person at the far end, the platform at this one. */
import type { Voice } from "./voice";
import { Listener, speak } from "../speech";
import { type Deferred, deferred } from "./abort";
import { padFrame } from "./audio";
import { Line } from "./line";
import { type Account, type CallRecord, nowIso } from "./store";
import type { HttpMethod } from "./webhooks";

export const CALL_EVENTS = ["initiated", "ringing", "answered", "completed"] as const;
export type CallEvent = (typeof CALL_EVENTS)[number];

/** How sure a recogniser is of words that nobody mumbled. */
const SURE = 0.92;

export interface StatusCallback {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<CallEvent>;
}

export interface LiveStream {
  sid: string;
  name: string;
  stop(): void;
  /** Breaks the socket, without a `stop`. */
  cut(): void;
}

/** Why a verb that was running does not run any more. */
export class Redirected extends Error {
  readonly target: Voice;

  constructor(target: Voice) {
    super("the call was sent to another document");
    this.target = target;
  }
}

export class Ended extends Error {}

export class Leg {
  readonly record: CallRecord;
  readonly account: Account;
  readonly line = new Line();
  /** What the person does about the ringing. */
  readonly pickup: Deferred<"answer" | "reject"> = deferred();
  readonly streams = new Map<string, LiveStream>();
  readonly #ended = new AbortController();
  readonly #digitListeners = new Set<(digit: string) => void>();
  readonly #changeListeners = new Set<() => void>();
  readonly #confidences = new Map<string, number | null>();
  #flow = new AbortController();
  /** Whether its turn has come: a call that waits in the vendor's queue has told nobody anything yet (twilio.md §0.9). */
  isDialled = false;
  statusCallback: StatusCallback | undefined;
  fallback: { url: string; method: HttpMethod } | undefined;
  sequenceNumber = 0;
  /** Callbacks of one call go out one after the other (twilio.md §2.5, "slow receiver"). */
  callbackQueue: Promise<unknown> = Promise.resolve();
  timeLimit: NodeJS.Timeout | undefined;

  constructor(record: CallRecord, account: Account, onChange: () => void) {
    this.record = record;
    this.account = account;
    this.#changeListeners.add(onChange);
    this.#subtitle();
  }

  /** The person's number: who called in, or who was called. */
  get personNumber(): string {
    return this.record.direction === "inbound" ? this.record.from : this.record.to;
  }

  get isAnswered(): boolean {
    return this.record.answeredAt !== null;
  }

  get isEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Aborted once, when the call is over. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** The signal of the documents that run from now on; aborted by the end of the call or a redirect. */
  beginFlow(): AbortSignal {
    this.#flow = new AbortController();
    if (this.isEnded) this.#flow.abort(new Ended("the call is over"));
    return this.#flow.signal;
  }

  redirect(target: Voice): void {
    this.#flow.abort(new Redirected(target));
  }

  end(): void {
    clearTimeout(this.timeLimit);
    this.#flow.abort(new Ended("the call is over"));
    this.#ended.abort(new Ended("the call is over"));
  }

  press(digits: string): void {
    for (const digit of digits) {
      this.event("dtmf", { digit });
      for (const listener of this.#digitListeners) listener(digit);
    }
  }

  onDigit(listener: (digit: string) => void): () => void {
    this.#digitListeners.add(listener);
    return () => this.#digitListeners.delete(listener);
  }

  /** Follows everything that is written about the call, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Words of the person at the phone, put on the line as audio; a recogniser is as sure of them as it is told, null: it does not say. */
  sayWords(text: string, confidence?: number | null): void {
    if (confidence !== undefined) this.#confidences.set(text, confidence);
    this.record.said.push({ at: nowIso(), text, isComplete: true });
    this.line.say(speak(text, this.personNumber));
    this.#changed();
  }

  confidenceIn(text: string): number | null {
    const told = this.#confidences.get(text);
    return told === undefined ? SURE : told;
  }

  event(type: string, details: Record<string, unknown> = {}): void {
    this.record.events.push({ at: nowIso(), type, ...details });
    this.#changed();
  }

  alert(code: number, message: string): void {
    this.record.alerts.push({ at: nowIso(), code, message });
    this.#changed();
  }

  /** Writes down the words that the person hears; a sentence that was cut off stays as far as it got. */
  #subtitle(): void {
    const { heard } = this.record;
    const write = (text: string, isComplete: boolean) => {
      const last = heard.at(-1);
      if (last && !last.isComplete && text.startsWith(last.text)) {
        last.text = text;
        last.isComplete = isComplete;
      } else {
        heard.push({ at: nowIso(), text, isComplete });
      }
      this.#changed();
    };
    const listener = new Listener({
      text: (text) => write(text, true),
      partial: (text) => write(text, false),
    });
    this.line.attach((frame) => listener.push(padFrame(frame)));
  }

  #changed(): void {
    for (const listener of this.#changeListeners) listener();
  }
}
