/** Record: twilio.md §4.6, §7. */
import { deferred } from "./abort";
import { isQuiet, tone } from "./audio";
import { voiceFields } from "./fields";
import { sendCallback } from "./platform";
import { play } from "./playback";
import { isTrimmed, recordLeg, recordingCallbackOf, recordingUrl } from "./recordings";
import { type Context, methodOf, numberOf, resolveUrl, type Verb } from "./run-call";
import type { Field } from "./signature";
import { Timers } from "./timers";
import { voiceAt, type VoiceUrl } from "./voice";

/** Ends by silence, a key, the maximum length, or the caller's end of the call. */
export const record: Verb = async (context, element) => {
  const { leg, platform, signal } = context;
  const done = deferred<string>();
  const timers = new Timers();
  if (element.attributes.get("playBeep") !== "false") await play(leg.line, tone(1000, 300), signal);
  const recording = recordLeg(platform, leg, {
    source: "RecordVerb",
    channels: 1,
    track: "inbound",
    callback: recordingCallbackOf(element, (url) => resolveUrl(context, url)),
    isTrimmed: isTrimmed(element.attributes.get("trim"), "trim-silence"),
  });
  const quietMs = numberOf(element, "timeout", 5) * 1000;
  const wait = () => {
    if (quietMs > 0) timers.set("quiet", quietMs, () => done.resolve(""));
  };
  const stops = [
    leg.line.listen((frame) => {
      if (!isQuiet(frame)) wait();
    }),
    leg.onDigit((digit) => {
      if ((element.attributes.get("finishOnKey") ?? "1234567890*#").includes(digit)) done.resolve(digit);
    }),
  ];
  timers.set("most", numberOf(element, "maxLength", 3600) * 1000, () => done.resolve(""));
  wait();
  const onAbort = () => done.resolve("hangup");
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const digits = await done.promise;
    const result = recording.stop();
    // Of an empty recording the action is not told; the next verb runs (twilio.com/docs/voice/twiml/record, "action").
    if (result.status === "absent" && !signal.aborted) return "next";
    const fields: Field[] = [
      ["RecordingUrl", recordingUrl(platform, result)],
      ["RecordingSid", result.sid],
      ["RecordingDuration", String(result.durationSeconds)],
    ];
    if (digits !== "") fields.push(["Digits", digits]);
    const after = voiceAt(
      resolveUrl(context, element.attributes.get("action") ?? ""),
      methodOf(element),
      fields,
    );
    if (!signal.aborted) return after;
    if (leg.isEnded && result.status !== "absent") tellHangup(context, after);
    signal.throwIfAborted();
    return after;
  } finally {
    signal.removeEventListener("abort", onAbort);
    timers.clearAll();
    for (const stop of stops) stop();
  }
};

/** The vendor requests `action` even when the caller has hung up; nobody runs what it answers (twilio.md §4.6). */
function tellHangup({ platform, leg }: Context, after: VoiceUrl): void {
  const { url, method } = after;
  const fields = [...voiceFields(leg), ...after.fields];
  sendCallback(platform, leg, { url, method, fields, event: "record-action" });
}
