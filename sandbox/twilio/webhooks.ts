/** Requests to the customer's URLs: signed (twilio.md §1.1), with retries (§2.5) and per-URL overrides (§2.6). */
import { randomUUID } from "node:crypto";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import { sleep } from "./abort";
import { exchange, type Outcome } from "./http-request";
import { type Field, signatureOf } from "./signature";

export type HttpMethod = "GET" | "POST";

export interface Webhook {
  account: { accountSid: string; authToken: string; type: "Full" | "Trial" };
  url: string;
  method: HttpMethod;
  fields: readonly Field[];
  /** A `callback` is lost when it fails; the others have somebody waiting for them. */
  purpose: "twiml" | "callback" | "media";
  /** What it tells, for faults that match it. */
  event: string;
}

export type Delivery =
  | { ok: true; status: number; contentType: string | undefined; body: Buffer; url: string }
  | { ok: false; code: number; message: string };

const MAX_REDIRECTS = 10;
const MAX_MEDIA_BYTES = 16 * 1024 * 1024;
const MAX_ANSWER_BYTES = 64 * 1024;
const TRIAL_READ_TIMEOUT_MS = 5000;
/** A callback told to come late goes out by itself when no later one overtakes it. */
const HELD_MS = 1500;

export class Webhooks {
  readonly #faults: Faults;
  readonly #recorder: Recorder;
  readonly #closing = new AbortController();
  #held: (() => void)[] = [];

  constructor(options: { faults: Faults; recorder: Recorder }) {
    this.#faults = options.faults;
    this.#recorder = options.recorder;
  }

  async deliver(webhook: Webhook): Promise<Delivery> {
    const faults = this.#faults.take(
      "twilio.webhook",
      `${webhook.account.accountSid} ${webhook.url} ${webhook.event}`,
    );
    const has = (kind: Fault["kind"]) => faults.some((fault) => fault.kind === kind);
    const delay = faults.find((fault) => fault.kind === "delay");
    if (delay) await sleep(delay.delayMs ?? 1000, this.#closing.signal);
    if (has("drop") || has("silent")) return failure(webhook, 11205, "dropped by request");
    const status = faults.find((fault) => fault.kind === "status")?.status;
    if (status !== undefined && status >= 400)
      return failure(webhook, 11200, `HTTP status ${status} by request`);
    if (has("reorder") && webhook.purpose === "callback") {
      this.#hold(webhook, has("forge"));
      return { ok: true, status: 204, contentType: undefined, body: Buffer.alloc(0), url: webhook.url };
    }
    const token = randomUUID();
    const delivery = await this.#follow(webhook, { token, isForged: has("forge"), isCut: has("cut") });
    if (has("duplicate")) await this.#follow(webhook, { token, isForged: has("forge"), isCut: false });
    this.#release();
    return delivery;
  }

  close(): void {
    this.#closing.abort();
    this.#held = [];
  }

  #hold(webhook: Webhook, isForged: boolean): void {
    let isSent = false;
    const send = () => {
      if (isSent || this.#closing.signal.aborted) return;
      isSent = true;
      void this.#follow(webhook, { token: randomUUID(), isForged, isCut: false });
    };
    this.#held.push(send);
    setTimeout(send, HELD_MS).unref();
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const send of held) send();
  }

  /** Through redirects (§2.2): the next address is fetched with GET, and what was keyed in does not travel on. */
  async #follow(webhook: Webhook, how: Manner): Promise<Delivery> {
    let { url, method, fields } = webhook;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const outcome = await this.#attempts({ ...webhook, url, method, fields }, how);
      if (outcome.kind !== "answer") return failed(webhook, outcome);
      const location = outcome.headers.location;
      const isRedirect = outcome.status >= 300 && outcome.status < 400 && location !== undefined;
      if (!isRedirect) return answered(webhook, url, outcome);
      url = new URL(location, url).href;
      if (outcome.status < 307) method = "GET";
      fields = fields.filter(([name]) => name !== "Digits");
    }
    return failure(webhook, 11215, "Too many HTTP redirects");
  }

  async #attempts(webhook: Webhook, how: Manner): Promise<Outcome> {
    const overrides = overridesOf(webhook);
    const startedAt = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      const leftMs = overrides.totalMs - (performance.now() - startedAt);
      const outcome = await this.#attempt(webhook, how, {
        connectMs: Math.min(overrides.connectMs, leftMs),
        readMs: Math.min(overrides.readMs, leftMs),
      });
      const isOver = this.#closing.signal.aborted || performance.now() - startedAt >= overrides.totalMs;
      if (isOver || attempt >= overrides.retries || !overrides.isRetried(outcome)) return outcome;
    }
  }

  async #attempt(
    webhook: Webhook,
    how: Manner,
    limits: { connectMs: number; readMs: number },
  ): Promise<Outcome> {
    const form = new URLSearchParams(webhook.fields.map(([name, value]) => [name, value])).toString();
    const isGet = webhook.method === "GET";
    const [address = ""] = webhook.url.split("#", 1);
    const url = isGet && form !== "" ? `${address}${address.includes("?") ? "&" : "?"}${form}` : address;
    const signed = signatureOf(webhook.account.authToken, url, isGet ? [] : webhook.fields);
    const outcome = await exchange({
      url,
      method: webhook.method,
      headers: {
        "user-agent": "TwilioProxy/1.1 (sandbox)",
        accept: "*/*",
        "x-twilio-signature": how.isForged ? signatureOf("forged", url) : signed,
        "i-twilio-idempotency-token": how.token,
        ...(isGet
          ? {}
          : {
              "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
              "content-length": String(Buffer.byteLength(form)),
            }),
      },
      body: isGet ? undefined : form,
      connectTimeoutMs: limits.connectMs,
      readTimeoutMs: limits.readMs,
      maxBytes: webhook.purpose === "media" ? MAX_MEDIA_BYTES : MAX_ANSWER_BYTES,
      isCut: how.isCut,
      signal: this.#closing.signal,
    });
    this.#record(webhook, url, outcome);
    return outcome;
  }

  #record(webhook: Webhook, url: string, outcome: Outcome): void {
    const body = Object.fromEntries(webhook.fields);
    const sent = {
      vendor: "twilio",
      kind: "webhook",
      direction: "out",
      method: webhook.method,
      path: url,
      body,
    } as const;
    if (outcome.kind !== "answer") return this.#recorder.record({ ...sent, message: outcome });
    const { status } = outcome;
    const contentType = outcome.headers["content-type"] ?? "";
    this.#recorder.record({ ...sent, status, contentType });
    if (webhook.purpose === "twiml" && status < 300)
      this.#recorder.record({
        vendor: "twilio",
        kind: "twiml",
        direction: "in",
        path: url,
        status,
        contentType,
        document: outcome.body.toString("utf8"),
      });
  }
}

interface Manner {
  token: string;
  isForged: boolean;
  isCut: boolean;
}

interface Overrides {
  connectMs: number;
  readMs: number;
  totalMs: number;
  retries: number;
  isRetried(outcome: Outcome): boolean;
}

function overridesOf({ url, account }: Webhook): Overrides {
  const keys = new URLSearchParams(url.split("#", 2)[1] ?? "");
  const within = (name: string, least: number, most: number, standard: number) => {
    const value = Number(keys.get(name) ?? standard);
    return Number.isInteger(value) && value >= least && value <= most ? value : standard;
  };
  const policy = new Set((keys.get("rp") ?? "ct").split(","));
  const mostMs = account.type === "Trial" ? TRIAL_READ_TIMEOUT_MS : 15_000;
  return {
    connectMs: within("ct", 100, 10_000, 5000),
    readMs: Math.min(mostMs, within("rt", 100, 15_000, 15_000)),
    totalMs: Math.min(mostMs, within("tt", 100, 15_000, 15_000)),
    retries: within("rc", 0, 5, 1),
    isRetried: (outcome) => (policy.has("all") ? isFailure(outcome) : policy.has(classOf(outcome))),
  };
}

function isFailure(outcome: Outcome): boolean {
  return outcome.kind !== "answer" || outcome.status >= 400;
}

function classOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "connect":
      return "ct";
    case "read":
      return "rt";
    case "too-large":
      return "";
    case "answer":
      return outcome.status >= 500 ? "5xx" : outcome.status >= 400 ? "4xx" : "";
  }
}

function answered(webhook: Webhook, url: string, outcome: Extract<Outcome, { kind: "answer" }>): Delivery {
  if (outcome.status >= 300)
    return failure(webhook, 11200, `HTTP retrieval failure: status ${outcome.status}`);
  const [address = ""] = url.split("#", 1);
  return {
    ok: true,
    status: outcome.status,
    contentType: outcome.headers["content-type"],
    body: outcome.body,
    url: address,
  };
}

function failed(webhook: Webhook, outcome: Exclude<Outcome, { kind: "answer" }>): Delivery {
  if (outcome.kind === "connect")
    return failure(webhook, 11205, `HTTP connection failure: ${outcome.message}`);
  if (outcome.kind === "read") return failure(webhook, 11200, `HTTP retrieval failure: ${outcome.message}`);
  return failure(webhook, 11750, "TwiML response body too large");
}

/** A failed callback is only a warning to the vendor (§2.5). */
function failure({ purpose }: Webhook, code: number, message: string): Delivery {
  return { ok: false, code: purpose === "callback" && code === 11200 ? 15003 : code, message };
}
