/** Connect, Start and Stop: twilio.md §4.1, §5.4. */
import { MediaStream } from "./media-stream";
import { sendCallback } from "./platform";
import { isTrimmed, recordLeg, recordingCallbackOf, type RecordingTrack } from "./recordings";
import { type Context, methodOf, resolveUrl, type Verb } from "./run-call";
import { createSid, nowIso } from "./store";
import { voiceAt } from "./voice";
import { refusalOf } from "./stream-messages";
import type { Element } from "./xml";

export const connect: Verb = async (context, element) => {
  const [noun] = element.children;
  if (noun?.name === "Stream") await runStream(context, noun);
  else context.leg.event("not-simulated", { verb: noun?.name });
  const action = element.attributes.get("action");
  return action === undefined ? "next" : voiceAt(resolveUrl(context, action), methodOf(element));
};

/**
 * Only recordings run beside the call here; streams that only listen are checked and passed over. Standards of a recording that is started
 * so are not those of the API: two channels, and silence trimmed (twilio.com/docs/voice/twiml/recording, read November 2026). Its source
 * is not published; others have seen this one at the vendor's.
 */
export const start: Verb = async (context, element) => {
  for (const noun of element.children) {
    if (noun.name !== "Recording") {
      context.leg.event("not-simulated", { verb: `Start ${noun.name}` });
      continue;
    }
    recordLeg(context.platform, context.leg, {
      source: "StartCallRecordingTwiML",
      channels: noun.attributes.get("channels") === "mono" ? 1 : 2,
      track: trackOf(noun),
      callback: recordingCallbackOf(noun, (url) => resolveUrl(context, url)),
      isTrimmed: isTrimmed(noun.attributes.get("trim"), "trim-silence"),
    });
  }
  return "next";
};

function trackOf(noun: Element): RecordingTrack {
  const track = noun.attributes.get("track");
  return track === "inbound" || track === "outbound" ? track : "both";
}

async function runStream(context: Context, element: Element): Promise<void> {
  const { platform, leg, signal } = context;
  const url = streamUrl(context, element);
  const streamSid = createSid("MZ");
  const name = element.attributes.get("name") ?? streamSid;
  const tell = (event: string, error?: string) =>
    tellStream(context, element, { streamSid, name, event, error });
  const refusal = refusalOf(url);
  if (refusal) {
    leg.alert(refusal.code, refusal.message);
    return tell("stream-error", refusal.message);
  }
  const stream = new MediaStream({
    streamSid,
    url,
    customParameters: parametersOf(element),
    account: leg.account,
    callSid: leg.record.sid,
    line: leg.line,
    onDigit: (listener) => leg.onDigit(listener),
    faults: platform.faults,
    recorder: platform.recorder,
    signal,
    alert: (code, message) => leg.alert(code, message),
    tell,
  });
  leg.streams.set(streamSid, { sid: streamSid, name, stop: () => stream.stop(), cut: () => stream.cut() });
  try {
    await stream.run();
  } finally {
    leg.streams.delete(streamSid);
  }
}

/** A relative address is that of the document, with the socket's scheme (twilio.md §4.1). */
function streamUrl(context: Context, element: Element): string {
  const url = element.attributes.get("url") ?? "";
  if (/^[a-z]+:\/\//i.test(url)) return url;
  return resolveUrl(context, url).replace(/^http/, "ws");
}

function parametersOf(element: Element): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const { name, attributes } of element.children)
    if (name === "Parameter") parameters[attributes.get("name") ?? ""] = attributes.get("value") ?? "";
  return parameters;
}

function tellStream(
  context: Context,
  element: Element,
  stream: { streamSid: string; name: string; event: string; error: string | undefined },
): void {
  const { platform, leg } = context;
  leg.event(stream.event, { streamSid: stream.streamSid });
  const url = element.attributes.get("statusCallback");
  if (url === undefined || url === "") return;
  sendCallback(platform, leg, {
    url: resolveUrl(context, url),
    method: methodOf(element, "statusCallbackMethod"),
    fields: [
      ["AccountSid", leg.account.accountSid],
      ["CallSid", leg.record.sid],
      ["StreamSid", stream.streamSid],
      ["StreamName", stream.name],
      ["StreamEvent", stream.event],
      ...(stream.error === undefined ? [] : [["StreamError", stream.error] as const]),
      ["Timestamp", nowIso()],
    ],
    event: stream.event,
  });
}
