/** Legs and what happens to them: ringing, answer, end, and the beat of their audio. twilio.md §2.3, §3.1, §8. */
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import { sleep, untilAborted } from "./abort";
import { Clock } from "./clock";
import { DialQueue } from "./dial-queue";
import { actAtFarEnd, answerOf, type Behaviour } from "./far-end";
import { Ended, Leg } from "./leg";
import { detectMachine } from "./machine-detection";
import { type DialOrder, type Platform, tellStatus } from "./platform";
import type { LiveRecording } from "./recordings";
import { type Account, type CallRecord, type FinalStatus, nowIso, type Store } from "./store";
import { Webhooks } from "./webhooks";

/** A telephone in somebody's hands: a page that is open. Who has none rings until the caller gives up. */
export interface Handset {
  number: string;
  isBusy: boolean;
}

const TRIAL_MAX_CALLS = 5;
const MAX_PAST_LINES = 50;
const NOBODY_TOLD: Behaviour = { behaviour: "ring", answeredBy: "human" };

export class Switchboard implements Platform {
  readonly store: Store;
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly webhooks: Webhooks;
  readonly baseUrl: () => string;
  readonly legs = new Map<string, Leg>();
  readonly recordings = new Map<string, LiveRecording>();
  readonly behaviours = new Map<string, Behaviour>();
  readonly handsets = new Set<Handset>();
  /** Lines of calls that are over, for whoever asks what was heard. */
  readonly #pastLines = new Map<string, Leg["line"]>();
  readonly #queue = new DialQueue();
  readonly #legListeners = new Set<(leg: Leg) => void>();
  readonly #onChange: () => void;
  readonly #clock = new Clock(() => this.#beat());

  constructor(options: {
    store: Store;
    faults: Faults;
    recorder: Recorder;
    baseUrl: () => string;
    onChange: () => void;
  }) {
    this.store = options.store;
    this.faults = options.faults;
    this.recorder = options.recorder;
    this.baseUrl = options.baseUrl;
    this.webhooks = new Webhooks(options);
    this.#onChange = options.onChange;
  }

  /** Follows every leg's news, until the returned function is called. */
  onLeg(listener: (leg: Leg) => void): () => void {
    this.#legListeners.add(listener);
    return () => this.#legListeners.delete(listener);
  }

  /** The call that a person is in, or that rings there. */
  findLegAt(personNumber: string): Leg | undefined {
    return [...this.legs.values()].find((leg) => leg.personNumber === personNumber);
  }

  /** Numbers that ring, that nobody told anything about, and that no page has. */
  ringingUnattended(): string[] {
    const held = new Set([...this.handsets].map(({ number }) => number));
    const ringing = [...this.legs.values()].filter(
      ({ record }) => record.direction !== "inbound" && record.status === "ringing",
    );
    return ringing
      .map(({ personNumber }) => personNumber)
      .filter((number) => !held.has(number) && (this.behaviours.get(number)?.behaviour ?? "ring") === "ring");
  }

  /** What was said and heard in a call; undefined for one of long ago. */
  lineOf(callSid: string): Leg["line"] | undefined {
    return this.legs.get(callSid)?.line ?? this.#pastLines.get(callSid);
  }

  /** Whether one call more would be too many for the account, inbound ones included (§3.6). */
  isFull({ accountSid, type, maxConcurrentCalls }: Account): boolean {
    const most = maxConcurrentCalls ?? (type === "Trial" ? TRIAL_MAX_CALLS : undefined);
    if (most === undefined) return false;
    const legs = [...this.legs.values()].filter((leg) => leg.account.accountSid === accountSid);
    return legs.filter((leg) => leg.isDialled || leg.record.queueTimeMs === 0).length >= most;
  }

  /** Something was written that has to be kept. */
  changed(): void {
    this.#onChange();
  }

  create(
    account: Account,
    facts: Pick<CallRecord, "from" | "to" | "direction" | "parentCallSid" | "status">,
  ): Leg {
    const record = this.store.addCall({ ...facts, accountSid: account.accountSid });
    const leg: Leg = new Leg(record, account, () => this.#changed(leg));
    this.legs.set(record.sid, leg);
    this.#clock.start();
    this.#changed(leg);
    return leg;
  }

  dial(order: DialOrder): Leg {
    const { account, from, to, direction, parentCallSid } = order;
    const isEngaged = this.#isEngaged(to);
    const isFull = this.isFull(account);
    const leg = this.create(account, { from, to, direction, parentCallSid, status: "queued" });
    leg.statusCallback = order.statusCallback;
    // Only what the API dials waits for its turn (§3.6); the answer to the request leaves first in any case.
    const turnMs = direction === "outbound-api" ? this.#queue.turnInMs(account) : 0;
    leg.record.queueTimeMs = turnMs;
    const wait = sleep(turnMs + 1, leg.ended).then(() => ({
      isEngaged: turnMs === 0 ? isEngaged : this.#isEngaged(to, leg),
      isFull: turnMs === 0 ? isFull : this.isFull(account),
    }));
    void this.#progress(leg, order, wait).catch((error: unknown) => {
      if (!(error instanceof Ended)) leg.alert(11200, error instanceof Error ? error.message : String(error));
      this.hangUp(leg);
    });
    return leg;
  }

  answer(leg: Leg): void {
    if (leg.isAnswered || leg.isEnded) return;
    leg.record.status = "in-progress";
    leg.record.answeredAt = nowIso();
    leg.record.startTime ??= leg.record.answeredAt;
    tellStatus(this, leg, "answered");
  }

  hangUp(leg: Leg, status?: FinalStatus): void {
    if (leg.isEnded) return;
    const { record } = leg;
    const hasBegun = leg.isDialled || record.status !== "queued";
    record.status = leg.isAnswered ? "completed" : (status ?? "canceled");
    record.endTime = nowIso();
    record.dateUpdated = record.endTime;
    if (record.answeredAt !== null)
      record.durationSeconds = Math.ceil((Date.parse(record.endTime) - Date.parse(record.answeredAt)) / 1000);
    this.legs.delete(record.sid);
    this.#keepLine(leg);
    leg.end();
    if (hasBegun) tellStatus(this, leg, "completed");
    if (this.legs.size === 0) this.#clock.stop();
  }

  limit(leg: Leg, seconds: number): void {
    clearTimeout(leg.timeLimit);
    leg.timeLimit = setTimeout(() => {
      leg.alert(32_015, "Call reached its maximum duration");
      this.hangUp(leg);
    }, seconds * 1000);
  }

  async close(): Promise<void> {
    this.#clock.stop();
    for (const leg of this.legs.values()) leg.statusCallback = undefined;
    for (const leg of this.legs.values()) this.hangUp(leg);
    this.webhooks.close();
  }

  /** Whether somebody at this number speaks already, or wants no calls. */
  #isEngaged(number: string, except?: Leg): boolean {
    const isBusy = [...this.handsets].some((handset) => handset.number === number && handset.isBusy);
    return isBusy || [...this.legs.values()].some((leg) => leg !== except && leg.personNumber === number);
  }

  async #progress(
    leg: Leg,
    order: DialOrder,
    turn: Promise<{ isEngaged: boolean; isFull: boolean }>,
  ): Promise<void> {
    const { isEngaged, isFull } = await turn;
    leg.isDialled = true;
    leg.record.startTime = nowIso();
    tellStatus(this, leg, "initiated");
    if (isFull) {
      leg.alert(10_004, "Call concurrency limit exceeded");
      return this.hangUp(leg, "failed");
    }
    const farEnd = this.behaviours.get(order.to) ?? NOBODY_TOLD;
    const { behaviour } = farEnd;
    if (behaviour === "unreachable") return this.hangUp(leg, "failed");
    if (behaviour === "busy" || isEngaged) return this.hangUp(leg, "busy");
    leg.record.status = "ringing";
    tellStatus(this, leg, "ringing");
    this.#pickUp(leg, farEnd);
    const timeout = sleep(order.timeoutSeconds * 1000, leg.ended).then(() => "no-answer" as const);
    const picked = await untilAborted(Promise.race([leg.pickup.promise, timeout]), leg.ended);
    if (picked !== "answer") return this.hangUp(leg, "no-answer");
    this.answer(leg);
    if (order.timeLimitSeconds !== undefined) this.limit(leg, order.timeLimitSeconds);
    // What they were about to do ends with the call.
    actAtFarEnd(leg, farEnd, () => this.hangUp(leg)).catch(() => undefined);
    await detectMachine(this, leg, { detection: order.machineDetection, farEnd });
    await order.program(leg);
    this.hangUp(leg);
  }

  #pickUp(leg: Leg, farEnd: Behaviour): void {
    const answer = answerOf(farEnd);
    if (answer === undefined) return;
    sleep(farEnd.ringMs ?? 0, leg.ended).then(
      () => leg.pickup.resolve(answer),
      () => undefined,
    );
  }

  #beat(): void {
    const talking = [...this.legs.values()].filter((leg) => leg.isAnswered);
    for (const leg of talking) leg.line.takeMouth();
    for (const leg of talking) leg.line.fillEar();
  }

  #keepLine(leg: Leg): void {
    this.#pastLines.set(leg.record.sid, leg.line);
    const [oldest] = this.#pastLines.keys();
    if (this.#pastLines.size > MAX_PAST_LINES && oldest !== undefined) this.#pastLines.delete(oldest);
  }

  #changed(leg: Leg): void {
    for (const listener of this.#legListeners) listener(leg);
    this.#onChange();
  }
}
