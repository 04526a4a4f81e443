import { beforeAll, describe, expect, inject, test } from "vitest";
import { judge, judgeAtTheEnd, listRecordings, type Recording } from "../support/specs";
import { dialExpected } from "../support/practice";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

const CALL_ID = "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11";
const SIGNED_URL = "/v1/convai/conversation/get-signed-url?agent_id=agent_1";
const STREAM_SID = `MZ${"0".repeat(32)}`;
const ACCOUNT = `/2010-04-01/Accounts/AC${"a".repeat(32)}`;
const twiml = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;

function said(exchange: Pick<Recording, "vendor" | "kind"> & Partial<Recording>): Recording {
  return { seq: 1, direction: "in", ...exchange };
}

const document = (verbs: string) =>
  said({ vendor: "twilio", kind: "twiml", contentType: "text/xml", document: twiml(verbs) });
const CONFERENCE = '<Conference beep="false" waitUrl="">conf_1</Conference>';
const room = (attributes = "") =>
  `<Dial action="/after">${CONFERENCE.replace(">", ` ${attributes}>`)}</Dial>`.replace(" >", ">");
const RECORD =
  '<Record action="/r" maxLength="120" timeout="5" trim="trim-silence" recordingStatusCallback="https://x.example/r"/>';
const recording = (attributes: string) => `<Start><Recording ${attributes}/></Start>`;
const RECORDING = 'channels="dual" trim="do-not-trim" recordingStatusCallback="https://x.example/r"';
const stream = (message: unknown) => said({ vendor: "twilio", kind: "socket", message });
const agent = (message: unknown) => said({ vendor: "elevenlabs", kind: "socket", message });
const twilio = (method: string, path: string, body: unknown = {}) =>
  said({ vendor: "twilio", kind: "rest", method, path: ACCOUNT + path, body });
const elevenLabs = (method: string, path: string, message?: unknown) =>
  said({ vendor: "elevenlabs", kind: "rest", method, path, message });
const callback = (path: string, contentType: string) =>
  said({
    vendor: "twilio",
    kind: "webhook",
    direction: "out",
    path: `http://x${path}`,
    status: 200,
    contentType,
  });

/** A judge that accepts everything would be no judge. */
describe("what keeps the contracts passes, and the slightest breach does not", () => {
  const number = `/IncomingPhoneNumbers/PN${"b".repeat(32)}.json`;
  const STREAM =
    '<Connect><Stream url="wss://x.example/y"><Parameter name="a" value="b"/></Stream></Connect>';

  test.each([
    document(`${STREAM}<Redirect method="POST">https://x.example</Redirect>`),
    document("<Play>https://x.example/a.wav</Play><Hangup/>"),
    document('<Reject reason="busy"/>'),
    document(room()),
    document(room('record="record-from-start" recordingStatusCallback="https://x.example/r"')),
    document(
      '<Gather numDigits="1" input="dtmf" finishOnKey="" action="/key"><Play>https://x.example/a.wav</Play></Gather><Hangup/>',
    ),
    document(`${RECORD}<Redirect>/after</Redirect>`),
    document(
      `<Play>https://x.example/a.wav</Play>${recording(`${RECORDING} track="both" recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"`)}${STREAM}`,
    ),
    stream({ event: "media", streamSid: STREAM_SID, media: { payload: "" } }),
    stream({ event: "clear", streamSid: STREAM_SID }),
    agent({ user_audio_chunk: "AAAA" }),
    agent({ type: "pong", event_id: 3 }),
    agent({ type: "conversation_initiation_client_data", dynamic_variables: { call_id: CALL_ID } }),
    twilio("POST", number, { VoiceUrl: "https://x.example", VoiceMethod: "POST" }),
    twilio("GET", "/IncomingPhoneNumbers.json?PageSize=200"),
    elevenLabs("GET", SIGNED_URL),
    elevenLabs("POST", "/v1/text-to-speech/voice_1?output_format=ulaw_8000", { text: "Hola" }),
    callback("/voice/transfer/status?attempt=1", "text/plain;charset=UTF-8"),
    callback("/webhooks/twilio/recording?call_id=1&for=message", "text/plain"),
  ])("kept: %j", (exchange) => {
    expect(judge(exchange)).toEqual([]);
  });

  test.each([
    document("<Say>Hola</Say>"),
    document('<Connect><Stream url="wss://x.example/y" colour="red"/></Connect>'),
    document("<Stream url='wss://x.example/y'/>"),
    document('<Stream url="wss://x.example/y"/>'),
    document('<Reject reason="tired"/>'),
    document("<Hangup>now</Hangup>"),
    document("<Hangup/><Play>https://x.example/a.wav</Play>"),
    document("<Redirect>/a</Redirect><Hangup/>"),
    document('<Redirect method="PUT">/a</Redirect>'),
    document('<Conference beep="false" waitUrl="">c</Conference>'),
    document('<Dial><Conference beep="false">c</Conference></Dial>'),
    document('<Dial><Conference waitUrl="">c</Conference></Dial>'),
    document('<Dial><Conference beep="false" waitUrl=""> </Conference></Dial>'),
    document(room('endConferenceOnExit="yes"')),
    document(room('record="true"')),
    document(room('waitmethod="GET"')),
    document(room('waitMethod="DELETE"')),
    document(room('statusCallbackEvent="start,end" statusCallback="https://x.example/r"')),
    document(room('statusCallbackEvent="answered" statusCallback="https://x.example/r"')),
    document(room('participantLabel="a/b"')),
    document(room('recordingStatusCallback="somewhere else"')),
    document(`<Dial timeout="soon">${CONFERENCE}</Dial>`),
    document('<Gather numDigits="one" action="/key"/>'),
    document('<Gather numDigits="0" action="/key"/>'),
    document('<Gather input="keys" action="/key"/>'),
    document('<Gather numDigits="1"/>'),
    document('<Gather action="/key"><Hangup/></Gather>'),
    document('<Record maxLength="60"/>'),
    document('<Record action="/r" maxLength="0"/>'),
    document('<Record action="/r" trim="yes"/>'),
    document('<Record action="/r" playBeep="no"/>'),
    document('<Record action="/r" recordingStatusCallbackEvent="failed"/>'),
    document('<Record action="/r">now</Record>'),
    document(recording('channels="dual" trim="do-not-trim"')),
    document(recording('recordingStatusCallback="https://x.example/r"')),
    document(recording(`${RECORDING} name="call"`)),
    document(recording(RECORDING.replace("dual", "stereo"))),
    document(recording(`${RECORDING} track="both_tracks"`)),
    document(recording(`${RECORDING} recordingStatusCallbackEvent="in-progress,completed"`)),
    document(recording(`${RECORDING} recordingStatusCallbackEvent="failed"`)),
    document(recording(`${RECORDING} recordingStatusCallbackMethod="post"`)),
    document(`<Recording ${RECORDING}/>`),
    document(`<Connect><Recording ${RECORDING}/></Connect>`),
    document('<Connect><Stream url="wss://x.example/y?call=1"/></Connect>'),
    document('<Connect><Stream url="wss://x.example/y" url="wss://x.example/z"/></Connect>'),
    document("<Play>https://x.example/a.wav"),
    { ...document("<Hangup/>"), contentType: "application/json" },
    stream({ event: "media", streamSid: STREAM_SID, media: { payload: "", track: "outbound" } }),
    stream({ event: "mark", streamSid: STREAM_SID, mark: { name: "a" }, sequenceNumber: "1" }),
    stream({ event: "clear" }),
    agent({ user_audio_chunk: "AAAA", event_id: 1 }),
    agent({ type: "pong" }),
    agent({ type: "hello" }),
    agent({
      type: "conversation_initiation_client_data",
      conversation_config_override: { agent: { colour: "red" } },
    }),
    twilio("POST", number, { VoiceUrl: "https://x.example", Colour: "red" }),
    twilio("POST", number, { VoiceMethod: "PATCH" }),
    twilio("GET", "/IncomingPhoneNumbers.json?pageSize=200"),
    twilio("GET", "/Calls/CA1.json"),
    twilio("GET", "/Nothing.json"),
    elevenLabs("GET", "/v1/convai/conversation/get-signed-url"),
    elevenLabs("GET", `${SIGNED_URL}&colour=red`),
    elevenLabs("POST", "/v1/text-to-speech/voice_1?output_format=ulaw", { text: "Hola" }),
    elevenLabs("POST", "/v1/text-to-speech/voice_1", { text: "Hola", colour: "red" }),
    elevenLabs("POST", "/v1/convai/agents/create", { conversation_config: { agent: { colour: "red" } } }),
    said({ vendor: "twilio", kind: "webhook", direction: "out", path: "http://x/voice/status", status: 500 }),
    callback("/webhook/voice/status", "text/html"),
    callback("/voice/status?call_id=1", "application/json"),
    callback("/voice/transfer/status?attempt=1", "application/json"),
    callback("/webhooks/twilio/recording?call_id=1&for=message", "text/html"),
    callback("/webhooks/twilio/message-status?tenant=1&notice=1", "text/html"),
  ])("broken: %j", (exchange) => {
    expect(judge(exchange)).not.toEqual([]);
  });
});

describe("what the house says to the vendors in one call", () => {
  let recordings: Recording[] = [];

  beforeAll(async () => {
    const business = await createBusiness(house);
    const phone = await dialExpected(business);
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.say("Sí, confirmo la cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
    recordings = await listRecordings(house.sandboxUrl);
  });

  test("keeps every one of the published contracts", () => {
    expect(recordings.flatMap(judge)).toEqual([]);
  });

  test("touches each of them, so that there is something to judge", () => {
    const seen = new Set(recordings.map(({ vendor, kind, direction }) => `${vendor} ${kind} ${direction}`));
    for (const part of [
      "twilio rest in",
      "twilio twiml in",
      "twilio webhook out",
      "twilio socket in",
      "elevenlabs rest in",
      "elevenlabs socket in",
      "elevenlabs webhook out",
    ])
      expect(seen, part).toContain(part);
    const heard = recordings.filter(
      ({ vendor, kind, direction }) => kind === "socket" && vendor === "elevenlabs" && direction === "in",
    );
    const types = new Set(heard.map(({ message }) => JSON.stringify(message).slice(0, 60)));
    for (const type of [
      "user_audio_chunk",
      "conversation_initiation_client_data",
      "pong",
      "client_tool_result",
    ])
      expect(
        [...types].some((text) => text.includes(type)),
        type,
      ).toBe(true);
  });

  test("never shows a secret, and never lets Twilio speak", () => {
    const text = JSON.stringify(recordings.filter(({ kind }) => kind === "twiml"));
    expect(text).not.toContain("<Say");
    expect(text).toContain("<Stream");
  });
});
