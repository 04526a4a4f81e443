/**
 * Signed webhooks to the product, with the vendor's retries and its misbehaviour on request
 * (elevenlabs.md §4.1–§4.5, read November 2026).
 */
import { createHmac, randomBytes } from "node:crypto";
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { JsonObject } from "../json";
import { unixSeconds, type WebhookEndpoint } from "./state";

export type WebhookType = "post_call_transcription" | "post_call_audio" | "call_initiation_failure";

/** Seconds between attempts (§4.4): at once, then these. */
const RETRY_DELAYS_SECONDS = [30, 120, 480, 1800];
const MAX_PENDING_RETRIES = 100;
/** Not published; long enough for a slow receiver, short enough to be noticed. */
const DELIVERY_TIMEOUT_MS = 10_000;
const REORDER_HOLD_MS = 1500;
const FAILURES_UNTIL_DISABLED = 10;
const SECONDS_UNTIL_DISABLED = 7 * 24 * 3600;

/** The value of `ElevenLabs-Signature`. */
export function sign(secret: string, rawBody: string, atUnixSeconds: number): string {
  const digest = createHmac("sha256", secret).update(`${atUnixSeconds}.${rawBody}`, "utf8").digest("hex");
  return `t=${atUnixSeconds},v0=${digest}`;
}

interface Delivery {
  webhook: WebhookEndpoint;
  type: WebhookType;
  rawBody: string;
  isForged: boolean;
  attempt: number;
}

export class WebhookSender {
  readonly #faults: Faults;
  readonly #recorder: Recorder;
  readonly #retryScale: number;
  readonly #onChange: () => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(given: { faults: Faults; recorder: Recorder; retryScale: number; onChange: () => void }) {
    this.#faults = given.faults;
    this.#recorder = given.recorder;
    this.#retryScale = given.retryScale;
    this.#onChange = given.onChange;
  }

  send(webhook: WebhookEndpoint, type: WebhookType, data: JsonObject): void {
    if (webhook.isDisabled || webhook.isAutoDisabled) return;
    const rawBody = JSON.stringify({ type, event_timestamp: unixSeconds(), data });
    const id = String(data["conversation_id"]);
    // Sound has nothing in it that could be matched.
    const seen = type === "post_call_audio" ? "" : rawBody;
    const faults = this.#faults.take("elevenlabs.webhook", `${type} ${id} ${webhook.url} ${seen}`);
    const has = (kind: string) => faults.some((fault) => fault.kind === kind);
    if (has("drop")) return;
    const delivery: Delivery = { webhook, type, rawBody, isForged: has("forge"), attempt: 0 };
    const delayMs = faults.reduce(
      (sum, fault) => sum + (fault.kind === "delay" ? (fault.delayMs ?? 0) : 0),
      0,
    );
    // Reordered: held back so that what happens next is reported first.
    this.#schedule(delivery, delayMs + (has("reorder") ? REORDER_HOLD_MS : 0));
    if (has("duplicate")) this.#schedule({ ...delivery }, delayMs);
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#abort.abort();
    await Promise.allSettled(this.#running);
  }

  #schedule(delivery: Delivery, delayMs: number): void {
    if (this.#abort.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const attempt = this.#attempt(delivery).finally(() => this.#running.delete(attempt));
      this.#running.add(attempt);
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { webhook, rawBody, isForged } = delivery;
    const secret = isForged ? randomBytes(16).toString("hex") : webhook.secret;
    let status: number | null = null;
    try {
      const answer = await fetch(webhook.url, {
        method: "POST",
        headers: {
          ...webhook.requestHeaders,
          "content-type": "application/json",
          "ElevenLabs-Signature": sign(secret, rawBody, unixSeconds()),
        },
        // Sound is sent in chunks, without a length (§4.1).
        ...(delivery.type === "post_call_audio"
          ? { body: new Blob([rawBody]).stream(), duplex: "half" as const }
          : { body: rawBody }),
        redirect: "manual",
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]),
      });
      status = answer.status;
      await answer.body?.cancel();
    } catch {
      if (this.#abort.signal.aborted) return;
    }
    this.#recorder.record({
      vendor: "elevenlabs",
      kind: "webhook",
      direction: "out",
      method: "POST",
      path: webhook.url,
      ...(status === null ? {} : { status }),
      body: JSON.parse(rawBody) as unknown,
    });
    this.#settle(delivery, status);
    this.#onChange();
  }

  #settle(delivery: Delivery, status: number | null): void {
    const { webhook, attempt } = delivery;
    if (status !== null && status >= 200 && status < 300) {
      webhook.failuresInARow = 0;
      webhook.lastSuccessAtUnixSeconds = unixSeconds();
      return;
    }
    webhook.failuresInARow += 1;
    webhook.lastFailure = { code: status, atUnixSeconds: unixSeconds() };
    const successAge = unixSeconds() - (webhook.lastSuccessAtUnixSeconds ?? 0);
    if (webhook.failuresInARow >= FAILURES_UNTIL_DISABLED && successAge > SECONDS_UNTIL_DISABLED) {
      webhook.isAutoDisabled = true;
    }
    const delaySeconds = RETRY_DELAYS_SECONDS[attempt];
    // Whether no answer at all is retried is not published; we treat it like a 503.
    const isRetryable = status === null || status >= 500 || status === 429 || status === 408;
    const mayRetry = webhook.retryEnabled && delivery.type === "post_call_transcription" && isRetryable;
    if (!mayRetry || delaySeconds === undefined || this.#timers.size >= MAX_PENDING_RETRIES) return;
    const jitter = 1 + Math.random() * 0.1;
    this.#schedule({ ...delivery, attempt: attempt + 1 }, delaySeconds * 1000 * jitter * this.#retryScale);
  }
}
