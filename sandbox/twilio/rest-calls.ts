/** The Calls resource and its streams: twilio.md §3.1, §3.2, §3.3, §4.1 (stopping a stream), §7 (recording a live call). */
import type { CallEvent, Leg } from "./leg";
import { PAUSES, recordLeg } from "./recordings";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { dialOrder, isWithin, recordingFacts, recordingOrder, voiceOf } from "./rest-orders";
import { callJson, callRecordingJson, pageJson } from "./rest-shapes";
import { runCall } from "./run-call";
import { CALL_STATUSES, type CallRecord, isFinal } from "./store";

const STATUS_CALLBACK = ["StatusCallback", "StatusCallbackMethod"];
const RECORDING = [
  "Trim",
  "RecordingChannels",
  "RecordingTrack",
  "RecordingStatusCallback",
  "RecordingStatusCallbackMethod",
  "RecordingStatusCallbackEvent",
];
export const MACHINE_DETECTION = [
  "MachineDetection",
  "MachineDetectionTimeout",
  "MachineDetectionSpeechThreshold",
  "MachineDetectionSpeechEndThreshold",
  "MachineDetectionSilenceTimeout",
];
export const CALL_RECORDING = ["Record", ...RECORDING];
const CREATE = [
  "To",
  "From",
  "Url",
  "Method",
  "Twiml",
  "ApplicationSid",
  "FallbackUrl",
  "FallbackMethod",
  ...STATUS_CALLBACK,
  "StatusCallbackEvent",
  "Timeout",
  "TimeLimit",
  "SendDigits",
  "CallerId",
  "CallToken",
  "CallReason",
  ...CALL_RECORDING,
  "RecordingConfigurationId",
  ...MACHINE_DETECTION,
  "AsyncAmd",
  "AsyncAmdStatusCallback",
  "AsyncAmdStatusCallbackMethod",
  "ClientNotificationUrl",
  "SipAuthUsername",
  "SipAuthPassword",
  "Byoc",
  "Passports",
];
const UPDATE = [
  "Url",
  "Method",
  "Twiml",
  "Status",
  "TimeLimit",
  "FallbackUrl",
  "FallbackMethod",
  ...STATUS_CALLBACK,
];
const LIST = [
  "To",
  "From",
  "ParentCallSid",
  "Status",
  "PageSize",
  "Page",
  "PageToken",
  "StartTime",
  "StartTime<",
  "StartTime>",
  "EndTime",
  "EndTime<",
  "EndTime>",
];

export const callOperations: readonly Operation[] = [
  { method: "POST", path: "/Calls.json", parameters: CREATE, run: create },
  { method: "GET", path: "/Calls.json", parameters: LIST, run: list },
  { method: "GET", path: "/Calls/:sid.json", parameters: [], run: fetchOne },
  { method: "POST", path: "/Calls/:sid.json", parameters: UPDATE, run: update },
  { method: "DELETE", path: "/Calls/:sid.json", parameters: [], run: remove },
  { method: "POST", path: "/Calls/:sid/Streams/:stream.json", parameters: ["Status"], run: stopStream },
  { method: "POST", path: "/Calls/:sid/Recordings.json", parameters: RECORDING, run: startRecording },
  {
    method: "POST",
    path: "/Calls/:sid/Recordings/:recording.json",
    parameters: ["Status", "PauseBehavior"],
    run: controlRecording,
  },
];

function create(request: Request): Answer {
  const { form, platform, verbs } = request;
  const order = dialOrder(request);
  const first = voiceOf(form);
  if (!first) throw new RestError(400, 21_205, "One of 'Url', 'Twiml' or 'ApplicationSid' is required");
  const fallbackUrl = form.url("FallbackUrl");
  const fallback =
    fallbackUrl === undefined ? undefined : { url: fallbackUrl, method: form.method("FallbackMethod") };
  const recording = recordingOrder(form);
  const digits = form.text("SendDigits");
  const leg: Leg = platform.dial({
    ...order,
    program: async (callee) => {
      callee.fallback ??= fallback;
      if (digits !== undefined) callee.event("digits-played", { digits });
      if (recording) recordLeg(platform, callee, recording);
      await runCall(platform, callee, first, verbs);
    },
  });
  return { status: 201, body: callJson(leg.record) };
}

function list({ url, account, platform }: Request): Answer {
  const query = url.searchParams;
  const equals = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  const status = query.get("Status");
  if (status !== null && !CALL_STATUSES.some((known) => known === status))
    throw new RestError(400, 20_001, `Parameter 'Status' is invalid: ${status}`);
  const calls = [...platform.store.calls.values()]
    .filter((call) => call.accountSid === account.accountSid)
    .filter((call) => equals("To", call.to) && equals("From", call.from) && equals("Status", call.status))
    .filter((call) => equals("ParentCallSid", call.parentCallSid))
    .filter(
      (call) => isWithin(query, "StartTime", call.startTime) && isWithin(query, "EndTime", call.endTime),
    )
    .toReversed();
  return { status: 200, body: pageJson("calls", calls, url, callJson) };
}

function fetchOne(request: Request): Answer {
  return { status: 200, body: callJson(getCall(request)) };
}

function update(request: Request): Answer {
  const { form, platform } = request;
  const record = getCall(request);
  const leg = platform.legs.get(record.sid);
  const status = form.oneOf("Status", ["canceled", "completed"]);
  if (form.has("Url") && form.has("Twiml"))
    throw new RestError(400, 32_019, "'Url' and 'Twiml' are mutually exclusive");
  const next = voiceOf(form);
  if (!leg) throw new RestError(400, 21_220, `Call is not in-progress. Cannot redirect. ${record.sid}`);
  changeSettings(leg, form);
  const seconds = form.integer("TimeLimit", { least: 1, most: 86_400 });
  if (seconds !== undefined) platform.limit(leg, seconds);
  if (status === "completed" || (status === "canceled" && !leg.isAnswered)) platform.hangUp(leg);
  else if (next) {
    if (record.status !== "in-progress")
      throw new RestError(400, 21_220, `Call is not in-progress. Cannot redirect. ${record.sid}`);
    leg.redirect(next);
  }
  return { status: 200, body: callJson(record) };
}

function changeSettings(leg: Leg, form: Form): void {
  const fallback = form.url("FallbackUrl");
  if (fallback !== undefined) leg.fallback = { url: fallback, method: form.method("FallbackMethod") };
  const url = form.url("StatusCallback");
  const events = leg.statusCallback?.events ?? new Set<CallEvent>(["completed"]);
  if (url !== undefined) leg.statusCallback = { url, method: form.method("StatusCallbackMethod"), events };
}

function remove(request: Request): Answer {
  const record = getCall(request);
  if (!isFinal(record.status)) throw new RestError(400, 20_009, "Cannot delete an unfinished call");
  request.platform.store.calls.delete(record.sid);
  return { status: 204 };
}

function stopStream(request: Request): Answer {
  const record = getCall(request);
  const { form, platform, account, params } = request;
  form.required("Status", 20_001);
  form.oneOf("Status", ["stopped"]);
  const name = params["stream"] ?? "";
  const streams = platform.legs.get(record.sid)?.streams ?? new Map<string, never>();
  const stream = streams.get(name) ?? [...streams.values()].find((one) => one.name === name);
  if (!stream) throw notFound(request.url.pathname);
  stream.stop();
  return {
    status: 200,
    body: {
      sid: stream.sid,
      account_sid: account.accountSid,
      call_sid: record.sid,
      name: stream.name,
      status: "stopped",
      date_updated: new Date().toUTCString().replace("GMT", "+0000"),
      uri: request.url.pathname,
    },
  };
}

function startRecording(request: Request): Answer {
  const record = getCall(request);
  const { platform, form } = request;
  const leg = platform.legs.get(record.sid);
  if (!leg?.isAnswered) throw new RestError(400, 21_220, "Requested resource is not eligible for recording");
  const recording = recordLeg(platform, leg, {
    ...recordingFacts(form, "do-not-trim"),
    source: "StartCallRecordingAPI",
  });
  return { status: 201, body: callRecordingJson(recording.record) };
}

function controlRecording(request: Request): Answer {
  const record = getCall(request);
  const { platform, form, params } = request;
  const asked = params["recording"] ?? "";
  form.required("Status", 20_001);
  const status = form.oneOf("Status", ["paused", "in-progress", "stopped"]);
  const pause = form.oneOf("PauseBehavior", PAUSES) ?? "silence";
  const active = [...platform.recordings.values()].filter(
    ({ record: one }) => one.callSid === record.sid && one.conferenceSid === null,
  );
  if (asked === "Twilio.CURRENT" && active.length > 1)
    throw new RestError(400, 16_108, "There is more than one active recording for this call");
  const live = asked === "Twilio.CURRENT" ? active[0] : active.find(({ record: one }) => one.sid === asked);
  if (!live) {
    if (platform.store.recordings.get(asked)?.callSid !== record.sid) throw notFound(request.url.pathname);
    throw new RestError(400, 21_220, "Requested resource is not eligible for recording");
  }
  if (status === "paused") live.pause(pause);
  if (status === "in-progress") live.resume();
  if (status === "stopped") live.stop();
  return { status: 200, body: callRecordingJson(live.record) };
}

function getCall({ platform, account, params, url }: Request): CallRecord {
  const record = platform.store.calls.get(params["sid"] ?? "");
  if (record?.accountSid !== account.accountSid) throw notFound(url.pathname);
  return record;
}
