/** Recordings and their media: twilio.md §7. */
import { encodeWav, mix } from "./audio";
import { isWithin } from "./rest-orders";
import { notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { callRecordingJson, pageJson, recordingJson } from "./rest-shapes";
import { nowIso, type RecordingRecord } from "./store";

const PAGE = ["PageSize", "Page", "PageToken"];

export const recordingOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/Recordings.json",
    parameters: [
      "CallSid",
      "ConferenceSid",
      "IncludeSoftDeleted",
      "DateCreated",
      "DateCreated<",
      "DateCreated>",
      ...PAGE,
    ],
    run: listRecordings,
  },
  {
    method: "GET",
    path: "/Calls/:call/Recordings.json",
    parameters: ["DateCreated", "DateCreated<", "DateCreated>", ...PAGE],
    run: listRecordings,
  },
  { method: "GET", path: "/Calls/:call/Recordings/:sid.json", parameters: [], run: fetchCallRecording },
  { method: "DELETE", path: "/Calls/:call/Recordings/:sid.json", parameters: [], run: removeRecording },
  { method: "GET", path: "/Recordings/:sid.json", parameters: ["IncludeSoftDeleted"], run: fetchRecording },
  { method: "DELETE", path: "/Recordings/:sid.json", parameters: [], run: removeRecording },
  { method: "GET", path: "/Recordings/:sid.wav", parameters: ["RequestedChannels"], run: media },
  { method: "GET", path: "/Recordings/:sid", parameters: ["RequestedChannels"], run: media },
];

function listRecordings({ platform, account, url, params }: Request): Answer {
  const query = url.searchParams;
  const callSid = params["call"] ?? query.get("CallSid");
  const conferenceSid = query.get("ConferenceSid");
  const recordings = [...platform.store.recordings.values()]
    .filter((one) => one.accountSid === account.accountSid)
    .filter((one) => one.status !== "deleted" || query.get("IncludeSoftDeleted") === "true")
    .filter((one) => callSid === null || one.callSid === callSid)
    .filter((one) => conferenceSid === null || one.conferenceSid === conferenceSid)
    .filter((one) => isWithin(query, "DateCreated", one.dateCreated))
    .toReversed();
  const toJson = (one: RecordingRecord) =>
    params["call"] === undefined ? recordingJson(one, platform.baseUrl()) : callRecordingJson(one);
  return { status: 200, body: pageJson("recordings", recordings, url, toJson) };
}

function fetchRecording(request: Request): Answer {
  const isDeletedShown = request.url.searchParams.get("IncludeSoftDeleted") === "true";
  const record = getRecording(request);
  if (record.status === "deleted" && !isDeletedShown) throw notFound(request.url.pathname);
  return { status: 200, body: recordingJson(record, request.platform.baseUrl()) };
}

function fetchCallRecording(request: Request): Answer {
  const record = getRecording(request);
  if (record.status === "deleted") throw notFound(request.url.pathname);
  return { status: 200, body: callRecordingJson(record) };
}

function removeRecording(request: Request): Answer {
  const record = getRecording(request);
  if (record.status === "deleted") throw notFound(request.url.pathname);
  if (record.status === "in-progress" || record.status === "paused")
    throw new RestError(400, 20_009, "Cannot delete an unfinished recording");
  record.status = "deleted";
  record.dateUpdated = nowIso();
  request.platform.store.sounds.delete(record.sid);
  return { status: 204 };
}

/** Both sides apart only when they were recorded apart (error 16113). */
function media(request: Request): Answer {
  const record = getRecording(request);
  const sides = request.platform.store.sounds.get(record.sid);
  if (!sides || record.status !== "completed") throw notFound(request.url.pathname);
  const asked = Number(request.form.oneOf("RequestedChannels", ["1", "2"]) ?? record.channels);
  if (asked === 2 && record.channels !== 2)
    throw new RestError(400, 16_113, "Dual-channel download of a mono recording");
  const mono = mix(sides) ?? new Uint8Array(0);
  return { status: 200, bytes: { type: "audio/x-wav", data: encodeWav(asked === 2 ? sides : [mono]) } };
}

function getRecording({ platform, account, params, url }: Request): RecordingRecord {
  const record = platform.store.recordings.get(params["sid"] ?? "");
  const isOfCall = params["call"] === undefined || params["call"] === record?.callSid;
  if (record?.accountSid !== account.accountSid || !isOfCall) throw notFound(url.pathname);
  return record;
}
