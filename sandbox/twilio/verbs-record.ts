/** Record: twilio.md §4.6, §7. */
import { deferred } from "./abort";
import { tone } from "./audio";
import { voiceFields } from "./fields";
import { sendCallback } from "./platform";
import { play } from "./playback";
import { recordLeg, recordingCallbackOf, recordingUrl } from "./recordings";
import { type Context, methodOf, numberOf, resolveUrl, type Verb } from "./run-call";
import type { Field } from "./signature";
import { Timers } from "./timers";
import { voiceAt } from "./voice";

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
  });
  const quietMs = numberOf(element, "timeout", 5) * 1000;
  const wait = () => {
    if (quietMs > 0) timers.set("quiet", quietMs, () => done.resolve(""));
  };
  const stops = [
    leg.line.listen((frame) => frame && wait()),
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
    if (leg.isEnded) tellHangup(context, after.kind === "url" ? after : undefined);
    signal.throwIfAborted();
    return after;
  } finally {
    signal.removeEventListener("abort", onAbort);
    timers.clearAll();
    for (const stop of stops) stop();
  }
};

/** The vendor requests `action` even when the caller has hung up; nobody runs what it answers (twilio.md §4.6). */
function tellHangup(
  { platform, leg }: Context,
  after: { url: string; fields: readonly Field[] } | undefined,
): void {
  if (!after) return;
  const fields = [...voiceFields(leg), ...after.fields];
  sendCallback(platform, leg, { url: after.url, method: "POST", fields, event: "record-action" });
}
