/** What the parts of the voice platform share. */
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import { callbackFields } from "./fields";
import type { CallEvent, Leg, StatusCallback } from "./leg";
import type { LiveRecording } from "./recordings";
import type { Field } from "./signature";
import type { Account, FinalStatus, Store } from "./store";
import type { HttpMethod, Webhooks } from "./webhooks";

export interface MachineDetection {
  mode: "Enable" | "DetectMessageEnd";
  /** Until when the end of a greeting is waited for. */
  timeoutMs: number;
  /** With a callback the verdict comes beside the call (twilio.md §8); without, before its first document. */
  callback: { url: string; method: HttpMethod } | undefined;
}

export const MACHINE_TIMEOUT_SECONDS = { least: 3, most: 59, standard: 30 };

export interface DialOrder {
  account: Account;
  from: string;
  to: string;
  direction: "outbound-api" | "outbound-dial";
  parentCallSid: string | null;
  timeoutSeconds: number;
  timeLimitSeconds: number | undefined;
  statusCallback: StatusCallback | undefined;
  machineDetection: MachineDetection | undefined;
  /** What happens after the answer; the call ends when it is over. */
  program(leg: Leg): Promise<void>;
}

export interface Platform {
  store: Store;
  webhooks: Webhooks;
  faults: Faults;
  recorder: Recorder;
  baseUrl: () => string;
  legs: Map<string, Leg>;
  /** Those that are being made now, by their SID. */
  recordings: Map<string, LiveRecording>;
  dial(order: DialOrder): Leg;
  answer(leg: Leg): void;
  /** Ends the call; without a status, as `completed` when it was answered. */
  hangUp(leg: Leg, status?: FinalStatus): void;
}

export interface Callback {
  url: string;
  method: HttpMethod;
  fields: readonly Field[];
  event: string;
}

/** Behind the earlier callbacks of the same call; a failure is an alert, nothing more. */
export function sendCallback(platform: Platform, leg: Leg, callback: Callback): void {
  leg.callbackQueue = leg.callbackQueue.then(async () => {
    try {
      const delivery = await platform.webhooks.deliver({
        account: leg.account,
        purpose: "callback",
        ...callback,
      });
      if (!delivery.ok) leg.alert(delivery.code, `${callback.event}: ${delivery.message}`);
    } catch {
      // Only the end of the sandbox interrupts a delivery.
    }
  });
}

export function tellStatus(platform: Platform, leg: Leg, event: CallEvent): void {
  leg.event("status", { event, status: leg.record.status });
  const { statusCallback } = leg;
  if (!statusCallback?.events.has(event)) return;
  const fields = callbackFields(leg, event);
  leg.sequenceNumber += 1;
  sendCallback(platform, leg, { url: statusCallback.url, method: statusCallback.method, fields, event });
}
