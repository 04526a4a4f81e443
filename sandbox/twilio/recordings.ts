/** Recordings and their callbacks: twilio.md §7. */
import { isQuiet, padFrame } from "./audio";
import { rfc2822 } from "./fields";
import type { Leg } from "./leg";
import { type Platform, sendCallback } from "./platform";
import type { Field } from "./signature";
import { createSid, nowIso, type RecordingRecord } from "./store";
import type { HttpMethod } from "./webhooks";
import type { Element } from "./xml";

export interface RecordingCallback {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<string>;
}

export type RecordingTrack = "both" | "inbound" | "outbound";

export interface RecordingOrder {
  source: string;
  channels: 1 | 2;
  track: RecordingTrack;
  callback: RecordingCallback | undefined;
  /** Without the silence before and after what was said. */
  isTrimmed: boolean;
  conferenceSid?: string;
}

/** What a pause leaves in the recording: as long a silence, or nothing. */
export const PAUSES = ["silence", "skip"] as const;
export type Pause = (typeof PAUSES)[number];

export interface LiveRecording {
  record: RecordingRecord;
  pause(behaviour: Pause): void;
  resume(): void;
  /** The finished recording; a second call changes nothing. */
  stop(): RecordingRecord;
}

export const TRIMS = ["trim-silence", "do-not-trim"] as const;

const FRAMES_PER_SECOND = 50;
/** Silence that a trimmed recording keeps on either side, so that no consonant is lost. */
const MARGIN_FRAMES = 15;
const MAX_FRAMES = 3600 * FRAMES_PER_SECOND;
/** Why there is no recording (twilio.com/docs/api/errors): it was too short, or nobody made a sound. */
const TOO_SHORT = 16_101;
const SILENT = 16_102;

/**
 * Runs until it is stopped, or the call ends, whatever documents the call runs meanwhile. The first side is what comes from the person at
 * the telephone of this leg, the second what is played to them (twilio.md §7, "Channel order").
 */
export function recordLeg(platform: Platform, leg: Leg, order: RecordingOrder): LiveRecording {
  const record = createRecord(leg, order);
  platform.store.recordings.set(record.sid, record);
  const said: Uint8Array[] = [];
  const heard: Uint8Array[] = [];
  let current: Uint8Array | null = null;
  let pause: Pause = "silence";
  const stopSaying = leg.line.listen((frame) => (current = frame));
  const stopHearing = leg.line.attach((frame) => {
    const isPaused = record.status === "paused";
    if ((isPaused && pause === "skip") || said.length >= MAX_FRAMES) return;
    said.push(padFrame(isPaused ? null : current));
    heard.push(padFrame(isPaused ? null : frame));
  });
  const stop = () => {
    if (record.status !== "in-progress" && record.status !== "paused") return record;
    stopSaying();
    stopHearing();
    leg.ended.removeEventListener("abort", stop);
    platform.recordings.delete(record.sid);
    const whole = sidesOf(order, { said, heard });
    const sides = order.isTrimmed ? trim(whole) : whole;
    const frameCount = sides[0]?.length ?? 0;
    platform.store.sounds.set(
      record.sid,
      sides.map((frames) => Buffer.concat(frames)),
    );
    record.durationSeconds = frameCount === 0 ? 0 : Math.max(1, Math.round(frameCount / FRAMES_PER_SECOND));
    record.status = frameCount === 0 ? "absent" : "completed";
    if (frameCount === 0) record.errorCode = said.length === 0 ? TOO_SHORT : SILENT;
    record.dateUpdated = nowIso();
    leg.event("recording-ended", { recordingSid: record.sid, status: record.status });
    tell(platform, leg, record, order.callback);
    return record;
  };
  leg.ended.addEventListener("abort", stop, { once: true });
  leg.event("recording", { recordingSid: record.sid });
  tell(platform, leg, record, order.callback);
  const live: LiveRecording = {
    record,
    pause: (behaviour) => {
      pause = behaviour;
      setStatus(record, "in-progress", "paused");
    },
    resume: () => setStatus(record, "paused", "in-progress"),
    stop,
  };
  platform.recordings.set(record.sid, live);
  return live;
}

/** A track is chosen of one channel only: two channels always hold one side each. */
function sidesOf(
  { channels, track }: RecordingOrder,
  { said, heard }: { said: Uint8Array[]; heard: Uint8Array[] },
): Uint8Array[][] {
  if (channels === 2 || track === "both") return [said, heard];
  return track === "inbound" ? [said] : [heard];
}

/** Of all sides alike; nothing is left of a recording in which nobody made a sound. */
function trim(sides: readonly Uint8Array[][]): Uint8Array[][] {
  const isHeard = (at: number) => sides.some((frames) => !isQuiet(frames[at] ?? null));
  const length = sides[0]?.length ?? 0;
  let [from, until] = [0, length];
  while (from < until && !isHeard(from)) from += 1;
  while (until > from && !isHeard(until - 1)) until -= 1;
  if (from === until) return sides.map(() => []);
  return sides.map((frames) => frames.slice(Math.max(0, from - MARGIN_FRAMES), until + MARGIN_FRAMES));
}

export function isTrimmed(asked: string | undefined, standard: (typeof TRIMS)[number]): boolean {
  return (asked ?? standard) === "trim-silence";
}

export function recordingUrl({ baseUrl }: Platform, { accountSid, sid }: RecordingRecord): string {
  return `${baseUrl()}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;
}

/** From the attributes of an element, or undefined when it asks for none. */
export function recordingCallbackOf(
  element: Element,
  resolve: (url: string) => string,
): RecordingCallback | undefined {
  const url = element.attributes.get("recordingStatusCallback");
  if (url === undefined || url === "") return undefined;
  const isGet = element.attributes.get("recordingStatusCallbackMethod")?.toUpperCase() === "GET";
  const events = new Set(
    (element.attributes.get("recordingStatusCallbackEvent") ?? "completed").split(/\s+/),
  );
  return { url: resolve(url), method: isGet ? "GET" : "POST", events };
}

function createRecord(leg: Leg, order: RecordingOrder): RecordingRecord {
  const startTime = nowIso();
  return {
    sid: createSid("RE"),
    accountSid: leg.account.accountSid,
    // Recordings of a child leg belong to its parent (twilio.md §7).
    callSid: leg.record.parentCallSid ?? leg.record.sid,
    conferenceSid: order.conferenceSid ?? null,
    status: "in-progress",
    channels: order.channels,
    source: order.source,
    track: order.track,
    startTime,
    durationSeconds: 0,
    errorCode: null,
    dateCreated: startTime,
    dateUpdated: startTime,
  };
}

function setStatus(
  record: RecordingRecord,
  from: RecordingRecord["status"],
  to: RecordingRecord["status"],
): void {
  if (record.status === from) record.status = to;
}

function tell(
  platform: Platform,
  leg: Leg,
  record: RecordingRecord,
  callback: RecordingCallback | undefined,
): void {
  if (!callback?.events.has(record.status)) return;
  const fields: Field[] = [
    ["AccountSid", record.accountSid],
    // A room's recording is told by the room alone (twilio.md §7).
    record.conferenceSid === null ? ["CallSid", record.callSid] : ["ConferenceSid", record.conferenceSid],
    ["RecordingSid", record.sid],
    ["RecordingUrl", recordingUrl(platform, record)],
    ["RecordingStatus", record.status],
    ["RecordingChannels", String(record.channels)],
    ["RecordingStartTime", rfc2822(record.startTime)],
    ["RecordingSource", record.source],
    ["RecordingTrack", record.track],
    ["ErrorCode", String(record.errorCode ?? 0)],
  ];
  if (record.status === "completed") fields.push(["RecordingDuration", String(record.durationSeconds)]);
  sendCallback(platform, leg, {
    url: callback.url,
    method: callback.method,
    fields,
    event: `recording-${record.status}`,
  });
}
