/** A person calls one of the numbers: twilio.md §2.1, §2.3 (the number's own callback), §9.2 (its settings), §3.6 (limits). */
import type { CallEvent, Leg } from "./leg";
import { runCall, type Verbs } from "./run-call";
import { nowIso } from "./store";
import type { Switchboard } from "./switchboard";
import { voiceAt } from "./voice";
import type { HttpMethod } from "./webhooks";

const DEMO = "<Response><Say>Thanks for calling. This number has no voice URL yet.</Say></Response>";
const END_OF_CALL: ReadonlySet<CallEvent> = new Set(["completed"]);
const TRIAL_CALL_SECONDS = 600;

/** Undefined when nobody owns the number. */
export function receiveCall(
  switchboard: Switchboard,
  verbs: Verbs,
  from: string,
  to: string,
): Leg | undefined {
  const owner = switchboard.store.findOwner(to);
  if (!owner) return undefined;
  const { account, number } = owner;
  const isFull = switchboard.isFull(account);
  const leg = switchboard.create(account, {
    from,
    to,
    direction: "inbound",
    parentCallSid: null,
    status: "ringing",
  });
  leg.record.startTime = nowIso();
  const refuse = (code: number, message: string) => {
    leg.alert(code, message);
    switchboard.hangUp(leg, "failed");
    return leg;
  };
  const { settings } = number;
  if (account.status !== "active") return refuse(10_003, "Incoming call rejected due to inactive account");
  if (isFull) return refuse(10_004, "Call concurrency limit exceeded");
  if (settings["status_callback"])
    leg.statusCallback = {
      url: settings["status_callback"],
      method: method(settings["status_callback_method"]),
      events: END_OF_CALL,
    };
  if (settings["voice_fallback_url"])
    leg.fallback = { url: settings["voice_fallback_url"], method: method(settings["voice_fallback_method"]) };
  if (account.type === "Trial") switchboard.limit(leg, TRIAL_CALL_SECONDS);
  const url = settings["voice_url"];
  const voice = url
    ? voiceAt(url, method(settings["voice_method"]))
    : { kind: "document" as const, twiml: DEMO };
  void runCall(switchboard, leg, voice, verbs);
  return leg;
}

function method(value: string | undefined): HttpMethod {
  return value === "GET" ? "GET" : "POST";
}
