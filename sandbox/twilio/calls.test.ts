import { describe, expect, it } from "vitest";
import {
  ACCOUNT_SID,
  ADVISOR,
  AUTH_TOKEN,
  CLINIC,
  control,
  ended,
  legTo,
  PATIENT,
  rest,
  startTestSandbox,
  until,
} from "./fixture";
import { signatureOf } from "./signature";
import {
  callbacksOf,
  callIn,
  callOut,
  customer,
  openLines,
  post,
  response,
  sandbox,
  seenAt,
  setNumber,
} from "./test-lines";

openLines();

describe("an inbound call", () => {
  it("asks the voice URL while it rings, signed, and tells only its end to the number's callback", async () => {
    customer.documents.set("/voice", response("<Hangup/>"));
    await setNumber({ VoiceUrl: `${customer.url}/voice`, StatusCallback: `${customer.url}/status` });
    const callSid = await callIn();
    expect(await ended(sandbox, callSid)).toMatchObject({ status: "completed", alerts: [] });
    await callbacksOf(callSid);
    const [voice] = seenAt("/voice");
    expect(voice?.fields).toMatchObject({
      CallSid: callSid,
      CallStatus: "ringing",
      Direction: "inbound",
      From: PATIENT,
    });
    const fields = Object.entries(voice?.fields ?? {});
    expect(voice?.headers["x-twilio-signature"]).toBe(
      signatureOf(AUTH_TOKEN, `${customer.url}/voice`, fields),
    );
    expect(seenAt("/status").map((one) => one.fields["CallStatus"])).toEqual(["completed"]);
    expect(seenAt("/status")[0]?.fields).toMatchObject({
      SequenceNumber: "0",
      CallbackSource: "call-progress-events",
    });
  });

  it("is rejected without being answered", async () => {
    customer.documents.set("/voice", response('<Reject reason="busy"/>'));
    await setNumber({ VoiceUrl: `${customer.url}/voice` });
    expect(await ended(sandbox, await callIn())).toMatchObject({ status: "busy", answeredAt: null });
  });

  it("goes to the fallback URL with the error, when the voice URL answers nonsense", async () => {
    customer.documents.set("/voice", response("<Shout/>"));
    customer.documents.set("/fallback", response("<Hangup/>"));
    await setNumber({ VoiceUrl: `${customer.url}/voice`, VoiceFallbackUrl: `${customer.url}/fallback` });
    const record = await ended(sandbox, await callIn());
    expect(record.alerts).toMatchObject([{ code: 12_200 }]);
    expect(seenAt("/fallback")[0]?.fields).toMatchObject({
      ErrorCode: "12200",
      ErrorUrl: `${customer.url}/voice`,
    });
  });

  it("hears the vendor's apology when there is no fallback", async () => {
    await setNumber({ VoiceUrl: `${customer.url}/nothing-here` });
    const callSid = await callIn();
    const notice = await until(sandbox, () =>
      sandbox.twilio.store.calls.get(callSid)?.events.find((event) => event.type === "twilio-voice"),
    );
    expect(notice["text"]).toContain("application error");
  });
});

describe("an outbound call", () => {
  const events = ["initiated", "ringing", "answered", "completed"];

  it("tells each event that was asked for, in order", async () => {
    customer.documents.set("/voice", response("<Hangup/>"));
    const callSid = await callOut([
      ["Url", `${customer.url}/voice`],
      ["StatusCallback", `${customer.url}/status`],
      ...events.map((event): [string, string] => ["StatusCallbackEvent", event]),
    ]);
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    expect(seenAt("/status").map(({ fields }) => [fields["SequenceNumber"], fields["CallStatus"]])).toEqual([
      ["0", "initiated"],
      ["1", "ringing"],
      ["2", "in-progress"],
      ["3", "completed"],
    ]);
  });

  it("events joined in one value leave only the end", async () => {
    const callSid = await callOut([
      ["Twiml", response("<Hangup/>")],
      ["StatusCallback", `${customer.url}/status`],
      ["StatusCallbackEvent", events.join(" ")],
    ]);
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    expect(seenAt("/status").map(({ fields }) => fields["CallStatus"])).toEqual(["completed"]);
  });

  it("goes to its fallback URL when the first one fails", async () => {
    customer.documents.set("/fallback", response("<Hangup/>"));
    const callSid = await callOut({ Url: `${customer.url}/lost`, FallbackUrl: `${customer.url}/fallback` });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    expect(await ended(sandbox, callSid)).toMatchObject({ status: "completed", alerts: [{ code: 12_300 }] });
    expect(seenAt("/fallback")[0]?.fields).toMatchObject({ CallSid: callSid, ErrorCode: "12300" });
  });

  it("that is canceled while it waits for its turn tells nobody anything", async () => {
    await control(sandbox, "accounts", { accountSid: ACCOUNT_SID, callsPerSecond: 0.001 });
    await callOut({ Twiml: response("<Hangup/>") });
    const waiting = await callOut([
      ["Twiml", response("<Hangup/>")],
      ["StatusCallback", `${customer.url}/status`],
      ...events.map((event): [string, string] => ["StatusCallbackEvent", event]),
    ]);
    const { json } = await rest(sandbox, "GET", `/Calls/${waiting}.json`);
    expect(json).toMatchObject({ status: "queued", start_time: null });
    expect(Number(json["queue_time"])).toBeGreaterThan(0);
    await post(`/Calls/${waiting}.json`, { Status: "canceled" });
    expect(await ended(sandbox, waiting)).toMatchObject({ status: "canceled" });
    await callbacksOf(waiting);
    expect(seenAt("/status")).toEqual([]);
  });

  it.each([
    ["busy", "busy"],
    ["reject", "no-answer"],
    ["unreachable", "failed"],
  ] as const)("to a phone that is %s ends as %s", async (behaviour, status) => {
    sandbox.twilio.switchboard.behaviours.set(PATIENT, { behaviour, answeredBy: "human" });
    const record = await ended(sandbox, await callOut({ Twiml: response("<Hangup/>") }));
    expect(record).toMatchObject({ status, durationSeconds: null });
  });

  it("knows a machine before its first document, unless the verdict comes beside the call", async () => {
    sandbox.twilio.switchboard.behaviours.set(PATIENT, { behaviour: "answer", answeredBy: "machine" });
    customer.documents.set("/voice", response("<Hangup/>"));
    await ended(sandbox, await callOut({ Url: `${customer.url}/voice`, MachineDetection: "Enable" }));
    expect(seenAt("/voice")[0]?.fields["AnsweredBy"]).toBe("machine_start");
  });

  it("a live call is sent to another document, and what ran before is torn down", async () => {
    const callSid = await callOut({ Twiml: response('<Pause length="600"/>') });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await until(sandbox, () => sandbox.twilio.switchboard.legs.get(callSid)?.record.documents[0]);
    await post(`/Calls/${callSid}.json`, { Twiml: response("<Hangup/>") });
    expect(await ended(sandbox, callSid)).toMatchObject({ status: "completed" });
  });
});

describe("a trial account", () => {
  it.each([
    ["a stream", '<Connect><Stream url="wss://bridge.example/media"/></Connect>'],
    ["a recording", '<Record action="https://clinic.example/recorded"/>'],
    ["a recording beside the call", "<Start><Recording/></Start>"],
    ["a person who is called", `<Dial><Number>${ADVISOR}</Number></Dial>`],
    ["a payment", "<Pay/>"],
  ])("hears a notice instead of %s", async (_name, verbs) => {
    const trial = await startTestSandbox({ type: "Trial", verifiedCallerIds: [PATIENT] });
    try {
      await rest(trial, "POST", "/Calls.json", { To: PATIENT, From: CLINIC, Twiml: response(verbs) });
      const leg = await legTo(trial, PATIENT);
      leg.pickup.resolve("answer");
      const notice = await until(trial, () =>
        leg.record.events.find((event) => event.type === "twilio-voice"),
      );
      expect(notice["text"]).toContain("not available on trial accounts");
    } finally {
      await trial.close();
    }
  });
});
