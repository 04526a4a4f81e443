import { ProviderError } from "@/lib/errors";
import { ask, type TwilioCredentials } from "./ask";

export interface TwilioCall {
  sid: string;
  /** Twilio's own word: `queued`, `ringing`, `in-progress`, `completed` … */
  status: string;
  durationSeconds: number | null;
  createdAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Decimal text, positive for a charge, in US dollars; null until Twilio has rated the call (twilio.md §10). */
  priceUsd: string | null;
  /** Twilio's own word for who picked up; null where it was not asked, or does not know yet (twilio.md §8). */
  answeredBy: string | null;
}

/** Who answers is found out beside the call, which goes on meanwhile (twilio.md §13.18). */
export interface MachineDetection {
  /** `DetectMessageEnd` tells of a machine only once it listens. */
  mode: "Enable" | "DetectMessageEnd";
  statusCallback: string;
}

export interface DialOrder {
  to: string;
  from: string;
  /** Twilio asks here what to do once somebody answers. */
  url: string;
  fallbackUrl: string;
  statusCallback: string;
  ringSeconds: number;
  timeLimitSeconds: number;
  /** Absent: nobody asks whether a machine answered. */
  machineDetection?: MachineDetection;
}

/** Fits mobile telephones, homes and businesses alike; greetings of businesses often last longer than Twilio's 30 s (twilio.md §8). */
const DETECTION_TIMEOUT_SECONDS = 55;
const LONGEST_HUMAN_GREETING_MS = 2000;
const PAUSE_THAT_ENDS_A_GREETING_MS = 1500;

/**
 * POST /Calls.json (twilio.md §3.1): answers the call's SID. Sent once: whoever gets an error without an answer does not know
 * whether somebody's telephone rings (§13.2).
 */
export async function dialTwilioCall(credentials: TwilioCredentials, order: DialOrder): Promise<string> {
  const call = await ask(credentials, (client) =>
    client.calls.create({
      to: order.to,
      from: order.from,
      url: order.url,
      method: "POST",
      fallbackUrl: order.fallbackUrl,
      fallbackMethod: "POST",
      statusCallback: order.statusCallback,
      statusCallbackMethod: "POST",
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: order.ringSeconds,
      timeLimit: order.timeLimitSeconds,
      ...(order.machineDetection ? detectionFields(order.machineDetection) : {}),
    }),
  );
  return call.sid;
}

function detectionFields({ mode, statusCallback }: MachineDetection) {
  return {
    machineDetection: mode,
    machineDetectionTimeout: DETECTION_TIMEOUT_SECONDS,
    machineDetectionSpeechThreshold: LONGEST_HUMAN_GREETING_MS,
    machineDetectionSpeechEndThreshold: PAUSE_THAT_ENDS_A_GREETING_MS,
    // A text, not a boolean (twilio.md §11.5).
    asyncAmd: "true",
    asyncAmdStatusCallback: statusCallback,
    asyncAmdStatusCallbackMethod: "POST",
  };
}

/** Ends a call in any state. */
export function endTwilioCall(credentials: TwilioCredentials, callSid: string): Promise<void> {
  return change(credentials, callSid, { status: "completed" });
}

/** Twilio leaves what the call is doing and asks `url` what follows. */
export function redirectTwilioCall(
  credentials: TwilioCredentials,
  callSid: string,
  url: string,
): Promise<void> {
  return change(credentials, callSid, { url, method: "POST" });
}

/** Another limit than the one it was placed with. */
export function limitTwilioCall(
  credentials: TwilioCredentials,
  callSid: string,
  timeLimitSeconds: number,
): Promise<void> {
  return change(credentials, callSid, { timeLimit: timeLimitSeconds });
}

/** One that has ended already is nobody's to change, which is no failure (21220, twilio.md §3.2). */
async function change(
  credentials: TwilioCredentials,
  callSid: string,
  patch: { status: "completed" } | { url: string; method: string } | { timeLimit: number },
): Promise<void> {
  try {
    await ask(credentials, (client) => client.calls(callSid).update(patch));
  } catch (error) {
    if (error instanceof ProviderError && error.vendorCode === "21220") return;
    throw error;
  }
}

/** Undefined when Twilio knows no such call. */
export async function fetchTwilioCall(
  credentials: TwilioCredentials,
  callSid: string,
): Promise<TwilioCall | undefined> {
  try {
    return toTwilioCall(await ask(credentials, (client) => client.calls(callSid).fetch()));
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return undefined;
    throw error;
  }
}

/** The newest calls from one number to another: how one finds out what became of an order whose answer was lost. */
export async function listTwilioCalls(
  credentials: TwilioCredentials,
  parties: { to: string; from: string },
): Promise<TwilioCall[]> {
  const calls = await ask(credentials, (client) =>
    client.calls.list({ ...parties, limit: 20, pageSize: 20 }),
  );
  return calls.map(toTwilioCall);
}

interface CallResource {
  sid: string;
  status: string;
  duration: string | null;
  dateCreated: Date | null;
  startTime: Date | null;
  endTime: Date | null;
  price: string | null;
  priceUnit: string | null;
  answeredBy: string | null;
}

function toTwilioCall(call: CallResource): TwilioCall {
  const price = Number(call.price ?? Number.NaN);
  return {
    sid: call.sid,
    status: call.status,
    durationSeconds: call.duration === null ? null : Number(call.duration),
    createdAt: call.dateCreated,
    answeredAt: call.startTime,
    endedAt: call.endTime,
    answeredBy: call.answeredBy || null,
    priceUsd: Number.isFinite(price) && call.priceUnit === "USD" ? Math.abs(price).toFixed(6) : null,
  };
}
