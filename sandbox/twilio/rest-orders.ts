/** Reading what a request wants of a call: who, what then, told to whom, recorded how. twilio.md §3.1, §2.3, §7, §8. */
import { CALL_EVENTS, type CallEvent, type StatusCallback } from "./leg";
import { type DialOrder, MACHINE_TIMEOUT_SECONDS, type MachineDetection } from "./platform";
import { isTrimmed, type RecordingCallback, TRIMS } from "./recordings";
import { type Form, RestError } from "./rest-form";
import type { Request } from "./rest-operation";
import { isCountryAllowed, mayCallFrom } from "./permissions";
import type { Account } from "./store";
import { parseTwiml, VoiceError } from "./twiml";
import { type Voice, voiceAt } from "./voice";
import type { Element } from "./xml";

const MAX_TWIML_CHARACTERS = 4000;
const TRIAL_CALL_SECONDS = 600;

export function dialOrder({ form, account, platform }: Request): Omit<DialOrder, "program"> {
  const { from, to } = partiesOf({ form, account, platform });
  const digits = form.text("SendDigits");
  if (digits !== undefined && !/^[0-9A-Da-dwW#*]{0,32}$/.test(digits))
    throw new RestError(400, 21_211, "SendDigits is invalid");
  return {
    account,
    from,
    to,
    direction: "outbound-api",
    parentCallSid: null,
    timeoutSeconds: form.integer("Timeout", { least: 1, most: 600 }) ?? 60,
    timeLimitSeconds: form.integer("TimeLimit", { least: 1, most: 86_400 }) ?? limitOf(account),
    statusCallback: statusCallbackOf(form),
    // With digits to send, nobody listens for a machine (§3.1).
    machineDetection: digits === undefined ? machineDetectionOf(form) : undefined,
  };
}

export function limitOf(account: Account): number | undefined {
  return account.type === "Trial" ? TRIAL_CALL_SECONDS : undefined;
}

/** Who calls whom, when the account may: its numbers, its countries, its limits (§3.5, §3.6, §3.7). */
export function partiesOf({ form, account, platform }: Pick<Request, "form" | "account" | "platform">): {
  from: string;
  to: string;
} {
  const asked = form.required("To", 21_201);
  const to = asked.includes(":") ? asked : asked.replace(/[\s().-]/g, "");
  const from = form.required("From", 21_213);
  const isNumber = !/^(client|sip|app):/.test(to);
  if (isNumber && !/^\+[1-9]\d{6,14}$/.test(to))
    throw new RestError(400, 21_211, `Invalid 'To' Phone Number: ${to}`);
  if (to === from) throw new RestError(400, 21_211, `Invalid 'To' Phone Number: ${to}`);
  if (!/^(client|sip):/.test(from) && !/^\+[1-9]\d{6,14}$/.test(from))
    throw new RestError(400, 21_212, `Invalid 'From' Phone Number: ${from}`);
  if (isNumber && !mayCallFrom(platform.store, account, from))
    throw new RestError(
      400,
      21_210,
      `'From' phone number not verified: The source phone number ${from} is not owned by ${account.accountSid}`,
    );
  requirePermission(account, to, isNumber);
  // Further calls fail (§3.6); that the request itself is refused already is not confirmed.
  if (platform.isFull(account)) throw new RestError(400, 10_004, "Call concurrency limit exceeded");
  return { from, to };
}

function requirePermission(account: Account, to: string, isNumber: boolean): void {
  if (account.status !== "active") throw new RestError(400, 10_001, "Account is not active");
  if (!isNumber) return;
  if (account.type === "Trial" && !account.verifiedCallerIds.includes(to))
    throw new RestError(
      400,
      21_219,
      `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`,
    );
  if (!isCountryAllowed(account, to))
    throw new RestError(
      400,
      21_215,
      `Account not authorized to call ${to}. Perhaps you need to enable some international permissions`,
    );
}

/** §2.3: each event is a parameter of its own; a joined value is a single event that nobody knows. */
export function statusCallbackOf(form: Form): StatusCallback | undefined {
  const url = form.url("StatusCallback", 21_609);
  const asked = form.all("StatusCallbackEvent");
  if (url === undefined) return undefined;
  const known = CALL_EVENTS.filter((event) => asked.includes(event));
  const events = new Set<CallEvent>(asked.length === 0 || known.length === 0 ? ["completed"] : known);
  return { url, method: form.method("StatusCallbackMethod"), events };
}

function machineDetectionOf(form: Form): MachineDetection | undefined {
  const mode = form.oneOf("MachineDetection", ["Enable", "DetectMessageEnd", "None"]);
  const timeoutMs = machineTimeoutMs(form);
  if (mode === undefined || mode === "None") return undefined;
  if (!form.flag("AsyncAmd", false)) return { mode, timeoutMs, callback: undefined };
  const url = form.url("AsyncAmdStatusCallback");
  if (url === undefined) throw new RestError(400, 21_262, "AsyncAmd needs an AsyncAmdStatusCallback");
  return { mode, timeoutMs, callback: { url, method: form.method("AsyncAmdStatusCallbackMethod") } };
}

/** The other thresholds only have to be what the vendor takes: nobody is listened to that closely here. */
export function machineTimeoutMs(form: Form): number {
  form.integer("MachineDetectionSpeechThreshold", { least: 1000, most: 6000 });
  form.integer("MachineDetectionSpeechEndThreshold", { least: 500, most: 5000 });
  form.integer("MachineDetectionSilenceTimeout", { least: 2000, most: 10_000 });
  const { least, most, standard } = MACHINE_TIMEOUT_SECONDS;
  return (form.integer("MachineDetectionTimeout", { least, most }) ?? standard) * 1000;
}

export function recordingOrder(form: Form) {
  if (!form.flag("Record", false)) return undefined;
  return { ...recordingFacts(form, "trim-silence"), source: "OutboundAPI" };
}

/** What is trimmed unless it is asked otherwise differs between a call that is placed and one that is live (§7). */
export function recordingFacts(form: Form, trim: (typeof TRIMS)[number]) {
  const url = form.url("RecordingStatusCallback");
  const events = form.all("RecordingStatusCallbackEvent").flatMap((event) => event.split(/\s+/));
  const callback: RecordingCallback | undefined =
    url === undefined
      ? undefined
      : {
          url,
          method: form.method("RecordingStatusCallbackMethod"),
          events: new Set(events.length === 0 ? ["completed"] : events),
        };
  const isDual = form.oneOf("RecordingChannels", ["mono", "dual"]) === "dual";
  const track = form.oneOf("RecordingTrack", ["inbound", "outbound", "both"]) ?? "both";
  return {
    channels: isDual ? (2 as const) : (1 as const),
    track,
    callback,
    isTrimmed: isTrimmed(form.oneOf("Trim", TRIMS), trim),
  };
}

/** The document that a request brings or names; `Url` wins (error 32019 is only a warning). */
export function voiceOf(form: Form): Voice | undefined {
  const url = form.url("Url");
  if (url !== undefined) return voiceAt(url, form.method("Method"));
  const twiml = form.text("Twiml");
  if (twiml !== undefined && twiml !== "") {
    if (twiml.length > MAX_TWIML_CHARACTERS)
      throw new RestError(400, 32_018, "Twiml is longer than 4000 characters");
    requireAbsolute(twiml);
    return { kind: "document", twiml };
  }
  if (form.has("ApplicationSid")) throw new RestError(400, 21_218, "Invalid ApplicationSid");
  return undefined;
}

/** A document without an address has no base for relative ones (error 15004). */
function requireAbsolute(twiml: string): void {
  try {
    walk(parseTwiml(twiml));
  } catch (error) {
    if (error instanceof VoiceError) throw new RestError(400, error.code, error.message);
    throw error;
  }
}

function walk(element: Element): void {
  const action = element.attributes.get("action");
  if (action !== undefined && !/^https?:\/\//.test(action))
    throw new VoiceError(15_004, `The action of <${element.name}> must be absolute: ${action}`);
  if (element.name === "Record" && action === undefined)
    throw new VoiceError(11_100, "<Record> needs an action here");
  for (const child of element.children) walk(child);
}

/** `Name<`, `Name>` and `Name` (that day); a date alone is its midnight in UTC. */
export function isWithin(query: URLSearchParams, name: string, at: string | null): boolean {
  const before = instant(query, `${name}<`);
  const after = instant(query, `${name}>`);
  const day = instant(query, name);
  if (before === undefined && after === undefined && day === undefined) return true;
  if (at === null) return false;
  const time = Date.parse(at);
  if (before !== undefined && time > before) return false;
  if (after !== undefined && time < after) return false;
  return day === undefined || (time >= day && time < day + 86_400_000);
}

function instant(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new RestError(400, 20_001, `Parameter '${name}' is invalid: ${value}`);
  return time;
}
