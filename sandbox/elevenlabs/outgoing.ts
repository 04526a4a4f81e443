/** Requests that the vendor makes of its customers in the middle of a call, with its misbehaviour on request (elevenlabs.md §3, §6.5). */
import { setTimeout as wait } from "node:timers/promises";
import type { Faults, FaultTarget } from "../faults";
import type { Recorder } from "../recorder";

export interface OutgoingRequest {
  target: Extract<FaultTarget, "elevenlabs.tool" | "elevenlabs.personalization">;
  /** Whose request it is, for faults that match it. */
  name: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  timeoutMs: number;
}

/** `status` is null when no answer came; then `text` says why. */
export interface OutgoingAnswer {
  status: number | null;
  text: string;
}

const MAX_ANSWER_CHARACTERS = 200_000;

export class Outgoing {
  readonly #faults: Faults;
  readonly #recorder: Recorder;
  readonly #closing = new AbortController();

  constructor(given: { faults: Faults; recorder: Recorder }) {
    this.#faults = given.faults;
    this.#recorder = given.recorder;
  }

  async ask(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const { target, name, method, url, body, timeoutMs } = request;
    const faults = this.#faults.take(target, `${name} ${method} ${url} ${body ?? ""}`);
    const find = (kind: string) => faults.find((fault) => fault.kind === kind);
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(timeoutMs)]);
    const noAnswer = { status: null, text: `No answer within ${timeoutMs / 1000} seconds` };
    try {
      const delayMs = find("delay")?.delayMs;
      if (delayMs !== undefined) await wait(delayMs, undefined, { ref: false, signal });
      if (find("drop")) return noAnswer;
      const status = find("status");
      if (status) return { status: status.status ?? 500, text: "" };
      if (find("duplicate")) await this.#fetch(request, signal);
      const answer = await this.#fetch(request, signal);
      return find("cut") ? { status: null, text: "The connection was lost" } : answer;
    } catch (error) {
      this.#record(request, undefined);
      return signal.aborted ? noAnswer : { status: null, text: `Connection failed: ${String(error)}` };
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #fetch(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    const { method, headers, url, body } = request;
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    if (body !== undefined) init.body = body;
    const answer = await fetch(url, init);
    const text = (await answer.text()).slice(0, MAX_ANSWER_CHARACTERS);
    this.#record(request, answer.status);
    return { status: answer.status, text };
  }

  #record({ method, url, body }: OutgoingRequest, status: number | undefined): void {
    this.#recorder.record({
      vendor: "elevenlabs",
      kind: "webhook",
      direction: "out",
      method,
      path: url,
      ...(status === undefined ? {} : { status }),
      ...(body === undefined ? {} : { body: jsonOrText(body) }),
    });
  }
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
