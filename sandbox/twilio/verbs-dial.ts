/** Dial: numbers that ring, are screened and bridged; the conference is a room of its own. twilio.md §4.2, §4.3, §4.4. */
import { deferred, untilAborted } from "./abort";
import type { Rooms } from "./rooms";
import { CALL_EVENTS, type CallEvent, type Leg, type StatusCallback } from "./leg";
import { MACHINE_TIMEOUT_SECONDS, type MachineDetection } from "./platform";
import { isCountryAllowed, mayCallFrom } from "./permissions";
import { isTrimmed, type LiveRecording, recordLeg, recordingCallbackOf, recordingUrl } from "./recordings";
import {
  type Context,
  methodOf,
  numberOf,
  resolveUrl,
  runDocuments,
  type Step,
  type Verb,
  type Verbs,
} from "./run-call";
import type { Field } from "./signature";
import { VoiceError } from "./twiml";
import { voiceAt } from "./voice";
import { gather } from "./verbs-gather";
import { hangup, pause, playSound, redirect, say } from "./verbs-sound";
import type { Element } from "./xml";

/** On the callee's leg before it is bridged: no `<Dial>` (§4.3). */
const SCREENING: Verbs = {
  table: { Say: say, Play: playSound, Pause: pause, Gather: gather, Redirect: redirect, Hangup: hangup },
  forbiddenCode: 12200,
};

export function createDial(rooms: Rooms): Verb {
  return async (context, element) => {
    const [noun] = element.children;
    if (noun?.name === "Conference") {
      const outcome = await rooms.joinFromTwiml(context, noun);
      if (outcome === "refused") return "next";
      // Without its music the room is not established; whoever set an `action` hears of it (§4.4).
      const status = outcome === "wait_failed" ? "failed" : "answered";
      return after(context, element, [["DialCallStatus", status]]);
    }
    return dialPersons(context, element);
  };
}

function after(context: Context, element: Element, fields: readonly Field[]): Step {
  context.leg.event("dialled", Object.fromEntries(fields));
  const action = element.attributes.get("action");
  return action === undefined ? "next" : voiceAt(resolveUrl(context, action), methodOf(element), fields);
}

async function dialPersons(context: Context, element: Element): Promise<Step> {
  const nouns = element.children.length === 0 ? [element] : element.children;
  const from = callerIdOf(context, element);
  const groups = element.attributes.get("sequential") === "true" ? nouns.map((noun) => [noun]) : [nouns];
  let result: Result = { status: "failed", child: undefined, isBridged: false };
  for (const group of groups) {
    result = await ring(context, element, group, from);
    if (result.isBridged) break;
  }
  const { child, status, isBridged, recording } = result;
  const fields: Field[] = [["DialCallStatus", status]];
  if (child) fields.push(["DialCallSid", child.record.sid]);
  if (child?.isAnswered) fields.push(["DialCallDuration", String(child.record.durationSeconds ?? 0)]);
  fields.push(["DialBridged", String(isBridged)]);
  if (recording) fields.push(["RecordingUrl", recordingUrl(context.platform, recording.stop())]);
  return after(context, element, fields);
}

interface Result {
  status: string;
  child: Leg | undefined;
  isBridged: boolean;
  recording?: LiveRecording | undefined;
}

async function ring(
  context: Context,
  element: Element,
  nouns: readonly Element[],
  from: string,
): Promise<Result> {
  const { platform, signal } = context;
  const winner = deferred<{ child: Leg; over: () => void }>();
  const children: Leg[] = [];
  try {
    for (const noun of nouns) children.push(dialOne(context, element, noun, from, winner.resolve));
    const allOver = Promise.all(children.map((child) => ended(child))).then(() => undefined);
    const won = await untilAborted(Promise.race([winner.promise, allOver]), signal);
    if (!won) return { status: worst(children), child: children.at(-1), isBridged: false };
    for (const child of children) if (child !== won.child) platform.hangUp(child);
    const recording = await bridge(context, element, won.child);
    won.over();
    platform.hangUp(won.child);
    return { status: "completed", child: won.child, isBridged: true, recording };
  } finally {
    for (const child of children) platform.hangUp(child);
  }
}

function dialOne(
  context: Context,
  element: Element,
  noun: Element,
  from: string,
  win: (winner: { child: Leg; over: () => void }) => void,
): Leg {
  const { platform, leg } = context;
  const to = addressOf(noun);
  if (to.startsWith("+") && !isCountryAllowed(leg.account, to))
    throw new VoiceError(13_227, `Dial: no international permission to call ${to}`);
  return platform.dial({
    account: leg.account,
    from,
    to,
    direction: "outbound-dial",
    parentCallSid: leg.record.sid,
    timeoutSeconds: numberOf(element, "timeout", 30),
    timeLimitSeconds: numberOf(element, "timeLimit", 14_400),
    statusCallback: statusCallbackOf(context, noun),
    machineDetection: machineDetectionOf(context, noun),
    program: async (child) => {
      if (!(await isScreened(context, noun, child))) return;
      const bridged = deferred<void>();
      win({ child, over: bridged.resolve });
      await untilAborted(bridged.promise, child.ended);
    },
  });
}

/** Whether the callee is to be connected. */
async function isScreened(context: Context, noun: Element, child: Leg): Promise<boolean> {
  const url = noun.attributes.get("url");
  if (url === undefined || url === "") return true;
  const { platform } = context;
  const step = await runDocuments(
    { platform, leg: child, verbs: SCREENING },
    voiceAt(resolveUrl(context, url), methodOf(noun)),
  );
  return step !== "hangup";
}

async function bridge(context: Context, element: Element, child: Leg): Promise<LiveRecording | undefined> {
  const { leg, platform, signal } = context;
  platform.answer(leg);
  leg.event("bridged", { callSid: child.record.sid });
  const recording = recordingOf(context, element);
  const starred = deferred<void>();
  const stops = [
    leg.line.playFrom({ pull: () => child.line.saying }),
    child.line.playFrom({ pull: () => leg.line.saying }),
    leg.onDigit((digit) => {
      if (digit === "*" && element.attributes.get("hangupOnStar") === "true") starred.resolve();
    }),
  ];
  try {
    await untilAborted(Promise.race([ended(child), starred.promise]), signal);
  } finally {
    for (const stop of stops) stop();
    recording?.stop();
  }
  return recording;
}

function recordingOf(context: Context, element: Element): LiveRecording | undefined {
  const asked = element.attributes.get("record") ?? "do-not-record";
  if (asked === "do-not-record" || asked === "false") return undefined;
  return recordLeg(context.platform, context.leg, {
    source: "DialVerb",
    channels: asked.endsWith("-dual") ? 2 : 1,
    track: "both",
    callback: recordingCallbackOf(element, (url) => resolveUrl(context, url)),
    isTrimmed: isTrimmed(element.attributes.get("trim"), "do-not-trim"),
  });
}

function ended(child: Leg): Promise<void> {
  if (child.isEnded) return Promise.resolve();
  return new Promise((resolve) => child.ended.addEventListener("abort", () => resolve(), { once: true }));
}

/** Of several that all failed, what the caller should hear about. */
function worst(children: readonly Leg[]): string {
  const statuses = new Set<string>(children.map((child) => child.record.status));
  return (
    ["completed", "busy", "no-answer", "failed", "canceled"].find((status) => statuses.has(status)) ??
    "failed"
  );
}

function addressOf(noun: Element): string {
  const text = noun.text.trim();
  switch (noun.name) {
    case "Client":
      return `client:${noun.children.find((child) => child.name === "Identity")?.text.trim() ?? text}`;
    case "Sip":
      return text;
    default: {
      const number = text.replace(/[\s().-]/g, "");
      if (!/^\+[1-9]\d{6,14}$/.test(number))
        throw new VoiceError(13224, `Dial: Invalid or unsupported number '${text}'`);
      return number;
    }
  }
}

/** Owned by the account, or one of this call's own numbers (§4.2). */
function callerIdOf({ platform, leg }: Context, element: Element): string {
  const asked = element.attributes.get("callerId");
  if (asked === undefined || asked === "") return leg.record.from;
  const isOwn = mayCallFrom(platform.store, leg.account, asked);
  if (isOwn || asked === leg.record.from || asked === leg.record.to || asked.startsWith("client:"))
    return asked;
  throw new VoiceError(13214, `Dial: Invalid callerId value '${asked}'`);
}

function statusCallbackOf(context: Context, noun: Element): StatusCallback | undefined {
  const url = noun.attributes.get("statusCallback");
  if (url === undefined || url === "") return undefined;
  const asked = (noun.attributes.get("statusCallbackEvent") ?? "completed").split(/\s+/);
  const events = new Set<CallEvent>(CALL_EVENTS.filter((event) => asked.includes(event)));
  return { url: resolveUrl(context, url), method: methodOf(noun, "statusCallbackMethod"), events };
}

/** In TwiML the verdict is always told beside the call (§8). */
function machineDetectionOf(context: Context, noun: Element): MachineDetection | undefined {
  const mode = noun.attributes.get("machineDetection");
  if (mode !== "Enable" && mode !== "DetectMessageEnd") return undefined;
  const url = noun.attributes.get("amdStatusCallback");
  if (url === undefined || url === "") return undefined;
  return {
    mode,
    timeoutMs: numberOf(noun, "machineDetectionTimeout", MACHINE_TIMEOUT_SECONDS.standard) * 1000,
    callback: { url: resolveUrl(context, url), method: methodOf(noun, "amdStatusCallbackMethod") },
  };
}
