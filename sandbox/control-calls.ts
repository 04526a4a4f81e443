/** What a test, or the page, does to a telephone call, and what it may know of it. */
import { z } from "zod";
import { ControlError, json } from "./control-request";
import type { Twilio } from "./twilio/create-twilio";
import type { Leg } from "./twilio/leg";
import type { Line } from "./twilio/line";
import { rate } from "./twilio/prices";
import type { CallRecord } from "./twilio/store";

const callInput = z.strictObject({ from: z.string().min(1), to: z.string().min(1) });
const sayInput = z.strictObject({
  text: z.string().min(1),
  confidence: z.number().min(0).max(1).nullable().optional(),
});
const digitsInput = z.strictObject({ digits: z.string().regex(/^[0-9A-D*#]+$/) });

interface Asked {
  method: string;
  sid: string | undefined;
  deed: string | undefined;
}

/** `…/calls`, `…/calls/:sid` and `…/calls/:sid/:deed`. Throws ControlError for a call that is not there, or over. */
export function controlCalls(twilio: Twilio, { method, sid, deed }: Asked, body: Buffer): unknown {
  const { store } = twilio;
  if (sid === undefined || sid === "") {
    if (method === "GET") return { calls: [...store.calls.values()].map(callView).toReversed() };
    const { from, to } = callInput.parse(json(body));
    const leg = twilio.call(from, to);
    if (!leg) throw new ControlError(404, `nobody owns ${to}`);
    return { callSid: leg.record.sid };
  }
  const record = store.calls.get(sid);
  if (!record) throw new ControlError(404, `no call ${sid}`);
  if (method === "POST" && deed === "price") return rate(record, json(body));
  if (method === "GET" && deed === "heard.ulaw") return lineOf(twilio, record).heard();
  if (method === "GET" && deed === "heard-in-time.ulaw") return lineOf(twilio, record).heardInTime();
  if (method === "GET") return detailOf(twilio, record);
  act(twilio, { leg: liveLeg(twilio, sid), deed: deed ?? "" }, body);
  return { callSid: sid, status: record.status };
}

function act({ switchboard }: Twilio, { leg, deed }: { leg: Leg; deed: string }, body: Buffer): void {
  switch (deed) {
    case "say":
      return say(leg, json(body));
    case "audio":
      return leg.line.say(body);
    case "digits":
      return leg.press(digitsInput.parse(json(body)).digits);
    case "hangup":
      return switchboard.hangUp(leg);
    case "answer":
      return leg.pickup.resolve("answer");
    case "reject":
      return leg.pickup.resolve("reject");
    case "cut":
      for (const stream of leg.streams.values()) stream.cut();
      return;
    default:
      throw new ControlError(404, `nobody can ${deed} a call`);
  }
}

function say(leg: Leg, input: unknown): void {
  const { text, confidence } = sayInput.parse(input);
  leg.sayWords(text, confidence);
}

function detailOf({ store, switchboard }: Twilio, record: CallRecord): unknown {
  const legs = [...store.calls.values()].filter((call) => call.parentCallSid === record.sid).map(callView);
  const streams = [...(switchboard.legs.get(record.sid)?.streams.values() ?? [])];
  const { events, alerts, heard, said, documents } = record;
  return {
    ...callView(record),
    legs,
    streams: streams.map(({ sid, name }) => ({ sid, name })),
    events,
    alerts,
    heard,
    said,
    left: events.flatMap(({ type, text }) =>
      type === "message-left" && typeof text === "string" ? [text] : [],
    ),
    documents,
  };
}

function lineOf({ switchboard }: Twilio, record: CallRecord): Line {
  const line = switchboard.lineOf(record.sid);
  if (!line) throw new ControlError(404, `the sound of ${record.sid} is gone`);
  return line;
}

function liveLeg({ switchboard }: Twilio, sid: string): Leg {
  const leg = switchboard.legs.get(sid);
  if (!leg) throw new ControlError(409, `call ${sid} is over`);
  return leg;
}

function callView(call: CallRecord) {
  const { sid, accountSid, parentCallSid, from, to, status, direction, answeredBy } = call;
  const { dateCreated, answeredAt, endTime, durationSeconds } = call;
  return {
    callSid: sid,
    accountSid,
    parentCallSid,
    from,
    to,
    status,
    direction,
    answeredBy,
    dateCreated,
    answeredAt,
    endTime,
    durationSeconds,
  };
}
