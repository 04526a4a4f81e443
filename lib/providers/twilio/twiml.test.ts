import { expect, it } from "vitest";
import {
  askForSpeech,
  connectStream,
  foreignTwiml,
  hangUp,
  playAndHangUp,
  playAndRecord,
  playBefore,
  reject,
} from "./twiml";

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

it("a stream carries its token as a parameter and says what follows it", () => {
  const document = connectStream({
    url: "wss://bridge.example.com/ws/media-stream/1",
    statusCallback: "https://app.example.com/webhooks/twilio/stream",
    parameters: { call_id: "1", token: 'a&b<"c"' },
    next: "https://app.example.com/webhooks/twilio/after-stream",
    opening: null,
  });
  expect(document).toBe(
    `${XML}<Response><Connect><Stream url="wss://bridge.example.com/ws/media-stream/1" ` +
      `statusCallback="https://app.example.com/webhooks/twilio/stream" statusCallbackMethod="POST">` +
      `<Parameter name="call_id" value="1"/><Parameter name="token" value="a&amp;b&lt;&quot;c&quot;"/></Stream></Connect>` +
      `<Redirect method="POST">https://app.example.com/webhooks/twilio/after-stream</Redirect></Response>`,
  );
});

it("a sentence is played, never read aloud by Twilio, and then the call ends", () => {
  expect(playAndHangUp("https://app.example.com/voice/sentence/a.b")).toBe(
    `${XML}<Response><Play>https://app.example.com/voice/sentence/a.b</Play><Hangup/></Response>`,
  );
});

it("the end and the refusal of a call are one verb each", () => {
  expect(hangUp()).toBe(`${XML}<Response><Hangup/></Response>`);
  expect(reject()).toBe(`${XML}<Response><Reject reason="rejected"/></Response>`);
});

it("a message is recorded after a tone, and what follows is asked also when nothing was said", () => {
  const action = "https://app.example.com/voice/voicemail?done=1";
  expect(
    playAndRecord({
      audioUrl: "https://app.example.com/voice/sentence/a.b",
      maxSeconds: 120,
      action,
      recordingStatusCallback: "https://app.example.com/webhooks/twilio/recording?call_id=1&for=message",
    }),
  ).toBe(
    `${XML}<Response><Play>https://app.example.com/voice/sentence/a.b</Play>` +
      '<Record maxLength="120" timeout="5" playBeep="true" trim="trim-silence" finishOnKey="#" ' +
      `action="${action}" method="POST" ` +
      'recordingStatusCallback="https://app.example.com/webhooks/twilio/recording?call_id=1&amp;for=message" ' +
      'recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"/>' +
      `<Redirect method="POST">${action}</Redirect></Response>`,
  );
});

const RECORDING =
  '<Start><Recording channels="dual" track="both" trim="do-not-trim" ' +
  'recordingStatusCallback="https://app.example.com/webhooks/twilio/recording?call_id=1&amp;for=call" ' +
  'recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"/></Start>';
const recordingStatusCallback = "https://app.example.com/webhooks/twilio/recording?call_id=1&for=call";

it.each([
  ["https://app.example.com/voice/sentence/a.b", "<Play>https://app.example.com/voice/sentence/a.b</Play>"],
  [null, ""],
])(
  "who is recorded hears of it before the recording begins, whoever attends to them: %s",
  (noticeUrl, play) => {
    const opening = { noticeUrl, recordingStatusCallback };
    const stream = connectStream({
      url: "wss://bridge.example.com/ws/media-stream/1",
      statusCallback: "https://app.example.com/webhooks/twilio/stream",
      parameters: {},
      next: "https://app.example.com/webhooks/twilio/after-stream",
      opening,
    });
    expect(stream.startsWith(`${XML}<Response>${play}${RECORDING}<Connect>`)).toBe(true);
    const turns = askForSpeech({
      audioUrls: [],
      action: "https://app.example.com/voice-calls/webhook/response/1",
      language: "es-ES",
      waitSeconds: 5,
      pauseSeconds: null,
      hints: [],
      opening,
    });
    expect(turns.startsWith(`${XML}<Response>${play}${RECORDING}<Gather `)).toBe(true);
  },
);

it.each([
  [
    "<Response><Connect/></Response>",
    "<Response><Play>https://a.example/b?c&amp;d</Play><Connect/></Response>",
  ],
  [
    `${XML}\n<Response version="1">\n<Connect/></Response>`,
    `${XML}\n<Response version="1"><Play>https://a.example/b?c&amp;d</Play>\n<Connect/></Response>`,
  ],
  ["<Response/>", "<Response/>"],
  ['<Response a="b"/>', '<Response a="b"/>'],
])("a sentence goes before what a vendor wrote: %s", (document, expected) => {
  const foreign = foreignTwiml(document);
  expect(foreign && playBefore("https://a.example/b?c&d", foreign)).toBe(expected);
});
