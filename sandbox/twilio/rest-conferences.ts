/** Conferences and Participants: twilio.md §6.1, §6.2. */
import type { JoinOptions, Participant, Room } from "./conference";
import type { Leg } from "./leg";
import { CALL_RECORDING, MACHINE_DETECTION } from "./rest-calls";
import {
  isWithin,
  limitOf,
  machineTimeoutMs,
  partiesOf,
  recordingOrder,
  statusCallbackOf,
} from "./rest-orders";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { conferenceJson, pageJson, participantJson, queuedParticipantJson } from "./rest-shapes";
import { isTrimmed, recordLeg, TRIMS } from "./recordings";
import type { RoomCallback } from "./room-news";
import { beepsOf } from "./rooms";
import type { ConferenceRecord } from "./store";
import { VoiceError } from "./twiml";
import { type Voice, voiceAt } from "./voice";

const PAGE = ["PageSize", "Page", "PageToken"];
const DATES = ["DateCreated", "DateCreated<", "DateCreated>", "DateUpdated", "DateUpdated<", "DateUpdated>"];
const CREATE = [
  "From",
  "To",
  "Label",
  "Timeout",
  "TimeLimit",
  "Muted",
  "Beep",
  "StartConferenceOnEnter",

  "EndConferenceOnExit",
  "WaitUrl",
  "WaitMethod",
  "EarlyMedia",
  "MaxParticipants",
  "JitterBufferSize",
  "Region",
  "StatusCallback",
  "StatusCallbackMethod",
  "StatusCallbackEvent",
  "ConferenceStatusCallback",
  "ConferenceStatusCallbackMethod",
  "ConferenceStatusCallbackEvent",
  "ConferenceRecord",
  "ConferenceTrim",
  "ConferenceRecordingStatusCallback",
  "ConferenceRecordingStatusCallbackMethod",
  "ConferenceRecordingStatusCallbackEvent",
  "Coaching",
  "CallSidToCoach",
  ...CALL_RECORDING,
  ...MACHINE_DETECTION,

  "AmdStatusCallback",
  "AmdStatusCallbackMethod",
  "CallerId",
  "CallReason",
  "CallToken",
  "CallerDisplayName",
  "SipAuthUsername",
  "SipAuthPassword",
  "Byoc",
  "ClientNotificationUrl",
];
const UPDATE = [
  "Muted",
  "Hold",
  "HoldUrl",
  "HoldMethod",
  "AnnounceUrl",
  "AnnounceMethod",
  "WaitUrl",
  "WaitMethod",
  "BeepOnExit",
  "EndConferenceOnExit",
  "Coaching",
  "CallSidToCoach",
];
const PARTICIPANTS = "/Conferences/:room/Participants";

export const conferenceOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/Conferences.json",
    parameters: ["Status", "FriendlyName", ...DATES, ...PAGE],
    run: list,
  },
  { method: "GET", path: "/Conferences/:room.json", parameters: [], run: fetchOne },
  {
    method: "POST",
    path: "/Conferences/:room.json",
    parameters: ["Status", "AnnounceUrl", "AnnounceMethod"],
    run: update,
  },
  { method: "POST", path: `${PARTICIPANTS}.json`, parameters: CREATE, run: add },
  {
    method: "GET",
    path: `${PARTICIPANTS}.json`,
    parameters: ["Muted", "Hold", "Coaching", ...PAGE],
    run: listParticipants,
  },
  { method: "GET", path: `${PARTICIPANTS}/:call.json`, parameters: [], run: fetchParticipant },
  { method: "POST", path: `${PARTICIPANTS}/:call.json`, parameters: UPDATE, run: updateParticipant },
  { method: "DELETE", path: `${PARTICIPANTS}/:call.json`, parameters: [], run: kick },
];

function list({ url, account, platform }: Request): Answer {
  const query = url.searchParams;
  // Since 2026-09-30 the list shows only live rooms unless asked otherwise (§6.1).
  const status = query.get("Status") ?? "in-progress";
  if (!["init", "in-progress", "completed"].includes(status))
    throw new RestError(400, 20_001, `Parameter 'Status' is invalid: ${status}`);
  const name = query.get("FriendlyName");
  const conferences = [...platform.store.conferences.values()]
    .filter((one) => one.accountSid === account.accountSid && one.status === status)
    .filter((one) => name === null || one.friendlyName === name)
    .filter(
      (one) =>
        isWithin(query, "DateCreated", one.dateCreated) && isWithin(query, "DateUpdated", one.dateUpdated),
    )
    .toReversed();
  return { status: 200, body: pageJson("conferences", conferences, url, conferenceJson) };
}

function fetchOne(request: Request): Answer {
  return { status: 200, body: conferenceJson(getConference(request)) };
}

function update(request: Request): Answer {
  const { form } = request;
  const record = getConference(request);
  const room = findRoom(request);
  const status = form.oneOf("Status", ["completed"]);
  const announcement = voiceOf(form, "Announce");
  if (!room) throw new RestError(400, 16_022, "Conference does not exist or is completed");
  if (announcement) room.announce([...room.participants.values()], announcement);
  if (status) room.end("conference-ended-via-api", undefined);
  return { status: 200, body: conferenceJson(record) };
}

function add(request: Request): Answer {
  const { form, account, platform, rooms, params } = request;
  const { from, to } = partiesOf({ form, account, platform });
  const options = optionsOf(form);
  const statusCallback = statusCallbackOf(form);
  const recording = recordingOrder(form);
  const name = decodeURIComponent(params["room"] ?? "");
  const room = /^CF[0-9a-f]{32}$/.test(name) ? findRoom(request) : rooms.open(account, name);
  if (!room) throw notFound(request.url.pathname);
  if (options.label !== undefined && room.findParticipant(options.label))
    throw new RestError(400, 16_025, `Participant label '${options.label}' is in use`);
  const leg: Leg = platform.dial({
    account,
    from: form.text("CallerId") ?? from,
    to,
    direction: "outbound-api",
    parentCallSid: null,
    timeoutSeconds: form.integer("Timeout", { least: 5, most: 600 }) ?? 60,
    timeLimitSeconds: form.integer("TimeLimit", { least: 1, most: 86_400 }) ?? limitOf(account),
    statusCallback,
    machineDetection: machineDetectionOf(form),
    program: async (callee) => {
      if (recording) recordLeg(platform, callee, recording);
      try {
        await room.join(
          { platform, leg: callee, signal: callee.beginFlow(), url: null, verbs: request.verbs },
          options,
        );
      } catch (error) {
        if (!(error instanceof VoiceError)) throw error;
        callee.alert(error.code, error.message);
      }
    },
  });
  room.news.expectCallback(options.callback, leg);
  room.expected.add(leg);
  // A phone that never answered leaves the room's list of those it waits for.
  leg.ended.addEventListener("abort", () => room.giveUp(leg, options.label), { once: true });
  return { status: 201, body: queuedParticipantJson(room, leg.record, options) };
}

function optionsOf(form: Form): JoinOptions {
  const label = form.text("Label");
  if (label !== undefined && (label.length > 128 || label.includes("/")))
    throw new RestError(400, 16_023, `Participant label '${label}' is invalid`);
  const record = form.oneOf("ConferenceRecord", ["true", "false", "record-from-start", "do-not-record"]);
  const recordingUrl = form.url("ConferenceRecordingStatusCallback");
  return {
    label,
    isMuted: form.flag("Muted", false),
    startsConference: form.flag("StartConferenceOnEnter", true),
    endsConference: form.flag("EndConferenceOnExit", false),
    beeps: beepsOf(form.oneOf("Beep", ["true", "false", "onEnter", "onExit"])),
    wait: form.text("WaitUrl") === "" ? "silence" : (voiceOf(form, "Wait") ?? "music"),
    callback: roomCallbackOf(form),
    maxParticipants: form.integer("MaxParticipants", { least: 2, most: 250 }) ?? 250,
    isRecorded: record === "true" || record === "record-from-start",
    isRecordingTrimmed: isTrimmed(form.oneOf("ConferenceTrim", TRIMS), "trim-silence"),
    recordingCallback:
      recordingUrl === undefined
        ? undefined
        : {
            url: recordingUrl,
            method: form.method("ConferenceRecordingStatusCallbackMethod"),
            events: new Set(orDefault(form.all("ConferenceRecordingStatusCallbackEvent"), ["completed"])),
          },
  };
}

function roomCallbackOf(form: Form): RoomCallback | undefined {
  const url = form.url("ConferenceStatusCallback");
  if (url === undefined) return undefined;
  const events = orDefault(form.all("ConferenceStatusCallbackEvent"), ["start", "end"]);
  return { url, method: form.method("ConferenceStatusCallbackMethod"), events: new Set(events) };
}

function orDefault(given: readonly string[], standard: readonly string[]): readonly string[] {
  return given.length === 0 ? standard : given.flatMap((value) => value.split(/\s+/));
}

function machineDetectionOf(form: Form) {
  const mode = form.oneOf("MachineDetection", ["Enable", "DetectMessageEnd"]);
  const timeoutMs = machineTimeoutMs(form);
  const url = form.url("AmdStatusCallback");
  if (mode === undefined || url === undefined) return undefined;
  return { mode, timeoutMs, callback: { url, method: form.method("AmdStatusCallbackMethod") } };
}

function listParticipants(request: Request): Answer {
  const { url } = request;
  const room = findRoom(request);
  if (!room) getConference(request);
  const wanted = (name: string, value: boolean) =>
    !url.searchParams.has(name) || url.searchParams.get(name) === String(value);
  const participants = [...(room?.participants.values() ?? [])].filter(
    (one) =>
      wanted("Muted", one.isMuted) &&
      wanted("Hold", one.hold !== undefined) &&
      wanted("Coaching", one.isCoaching),
  );
  return {
    status: 200,
    body: pageJson("participants", participants, url, (one) =>
      room ? participantJson(room, one) : one.label,
    ),
  };
}

function fetchParticipant(request: Request): Answer {
  const { room, participant } = getParticipant(request);
  return { status: 200, body: participantJson(room, participant) };
}

function updateParticipant(request: Request): Answer {
  const { form } = request;
  const { room, participant } = getParticipant(request);
  if (form.has("Muted")) room.setMuted(participant, form.flag("Muted", false));
  if (form.has("Hold")) {
    const isHeld = form.flag("Hold", false);
    // Music on hold is fetched with GET unless asked otherwise (§6.2).
    room.setHold(participant, isHeld ? (voiceOf(form, "Hold", "GET") ?? "silence") : undefined);
  }
  if (form.has("EndConferenceOnExit") || form.has("Coaching")) {
    participant.endsConference = form.flag("EndConferenceOnExit", participant.endsConference);
    participant.isCoaching = form.flag("Coaching", participant.isCoaching);
    room.tellModified(participant);
  }
  const announcement = voiceOf(form, "Announce");
  if (announcement) room.announce([participant], announcement);
  return { status: 200, body: participantJson(room, participant) };
}

function kick(request: Request): Answer {
  getParticipant(request).participant.left.resolve("kicked");
  return { status: 204 };
}

function voiceOf(
  form: Form,
  prefix: "Announce" | "Hold" | "Wait",
  standard: "GET" | "POST" = "POST",
): Voice | undefined {
  const url = form.url(`${prefix}Url`);
  return url === undefined ? undefined : voiceAt(url, form.method(`${prefix}Method`, standard));
}

function getParticipant(request: Request): { room: Room; participant: Participant } {
  const room = findRoom(request);
  const participant = room?.findParticipant(decodeURIComponent(request.params["call"] ?? ""));
  if (!room || !participant) throw notFound(request.url.pathname);
  return { room, participant };
}

function findRoom({ rooms, account, params }: Request): Room | undefined {
  return rooms.find(account.accountSid, decodeURIComponent(params["room"] ?? ""));
}

function getConference({ platform, account, params, url }: Request): ConferenceRecord {
  const record = platform.store.conferences.get(params["room"] ?? "");
  if (record?.accountSid !== account.accountSid) throw notFound(url.pathname);
  return record;
}
