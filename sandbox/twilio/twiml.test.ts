import { describe, expect, it } from "vitest";
import { parseTwiml, readAnswer, VoiceError } from "./twiml";

function codeOf(document: string): number | undefined {
  try {
    parseTwiml(document);
    return undefined;
  } catch (error) {
    if (error instanceof VoiceError) return error.code;
    throw error;
  }
}

const inResponse = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;
const parameter = (length: number) =>
  `<Connect><Stream url="wss://x.example"><Parameter name="n" value="${"v".repeat(length - 1)}"/></Stream></Connect>`;

describe("documents that the vendor runs", () => {
  it.each([
    ["an empty response", "<Response/>"],
    ["a stream with parameters", parameter(499)],
    ["an escaped URL", '<Redirect method="POST">https://a.example/x?a=1&amp;b=2</Redirect>'],
    ["CDATA and comments", "<!-- why --><Say><![CDATA[1 < 2 & 3]]></Say>"],
    [
      "a gather with nested prompts",
      '<Gather input="dtmf speech" language="es-ES"><Play>/a.wav</Play><Pause/></Gather>',
    ],
    ["a conference without music", '<Dial><Conference waitUrl="" beep="false">room</Conference></Dial>'],
    [
      "several numbers",
      '<Dial><Number url="/whisper">+34600000001</Number><Number>+34600000002</Number></Dial>',
    ],
    ["SSML", '<Say voice="Polly.Lucia">Hola <break time="1s"/></Say>'],
    ["an empty redirect", "<Redirect/>"],
  ])("%s", (_name, verbs) => {
    expect(codeOf(verbs.startsWith("<Response") ? verbs : inResponse(verbs))).toBeUndefined();
  });
});

describe("documents that the vendor refuses", () => {
  it.each<[string, string, number]>([
    ["nothing", "", 12100],
    ["text", "hello", 12100],
    ["another root", "<Respond/>", 12100],
    ["an open element", "<Response><Hangup></Response>", 12100],
    ["a bare ampersand", inResponse("<Redirect>https://a.example/?a=1&b=2</Redirect>"), 12100],
    ["an attribute twice", inResponse('<Pause length="1" length="2"/>'), 12100],
    ["a second root", "<Response/><Response/>", 12100],
    ["a control character", inResponse("<Say>\u0007</Say>"), 12100],
    ["an escaped control character", inResponse("<Say>&#7;</Say>"), 12100],
    ["a document type", `<!DOCTYPE x>${inResponse("")}`, 12100],
    ["an unknown verb", inResponse("<Shout>hello</Shout>"), 12200],
    ["a verb in lower case", inResponse("<say>hello</say>"), 12200],
    ["an unknown attribute", inResponse('<Pause seconds="2"/>'), 12200],
    ["an attribute in another case", inResponse('<Gather numdigits="1"/>'), 12200],
    ["a wrong value", inResponse('<Reject reason="tired"/>'), 12200],
    ["a wrong number", inResponse('<Pause length="soon"/>'), 12200],
    ["a wrong boolean", inResponse('<Dial answerOnBridge="yes">+34600000001</Dial>'), 12200],
    ["a wrong method", inResponse('<Redirect method="PUT">/x</Redirect>'), 12200],
    ["a verb inside another", inResponse("<Gather><Hangup/></Gather>"), 12200],
    ["text in the response", inResponse("hello"), 12200],
    ["a stream without connect", inResponse('<Stream url="wss://x.example"/>'), 12200],
    ["a stream without url", inResponse("<Connect><Stream/></Connect>"), 12200],
    ["an empty connect", inResponse("<Connect/>"), 12200],
    ["a parameter of 500 characters", inResponse(parameter(500)), 12200],
    [
      "an unknown event",
      inResponse('<Dial><Number statusCallbackEvent="answered done">+34600000001</Number></Dial>'),
      12200,
    ],
    ["a language without country", inResponse('<Gather input="speech" language="en"/>'), 13512],
    [
      "auto timeout with a model",
      inResponse('<Gather input="speech" speechModel="phone_call" speechTimeout="auto"/>'),
      12200,
    ],
    [
      "the outbound track",
      inResponse('<Connect><Stream url="wss://x.example" track="both_tracks"/></Connect>'),
      31941,
    ],
    ["an empty dial", inResponse("<Dial/>"), 12200],
    ["a number that is none", inResponse("<Dial><Number>reception</Number></Dial>"), 13223],
    [
      "a label with a slash",
      inResponse('<Dial><Conference participantLabel="a/b">r</Conference></Dial>'),
      16023,
    ],
  ])("%s", (_name, document, code) => {
    expect(codeOf(document)).toBe(code);
  });
});

describe("what an answer is, by its content type", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("text/plain is TwiML when it is valid, otherwise read aloud", () => {
    expect(readAnswer("text/plain", bytes("<Response/>")).kind).toBe("twiml");
    expect(readAnswer("text/plain", bytes("hello"))).toEqual({ kind: "text", text: "hello" });
  });

  it("audio is played", () => {
    expect(readAnswer("audio/x-wav", bytes("RIFF")).kind).toBe("audio");
  });

  it.each([undefined, "application/json"])("%s is refused", (type) => {
    expect(() => readAnswer(type, bytes("<Response/>"))).toThrow(expect.objectContaining({ code: 12300 }));
  });

  it("more than 64 kB is refused", () => {
    const long = bytes(inResponse(`<Say>${"a".repeat(65_536)}</Say>`));
    expect(() => readAnswer("text/xml", long)).toThrow(expect.objectContaining({ code: 11750 }));
  });
});
