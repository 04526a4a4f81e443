import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../server";
import {
  ACCOUNT_SID,
  ADVISOR,
  AUTH_TOKEN,
  CLINIC,
  control,
  type Customer,
  ended,
  legTo,
  NUMBER_SID,
  PATIENT,
  rest,
  startCustomer,
  startTestSandbox,
  until,
} from "./fixture";
import { signatureOf } from "./signature";

let sandbox: Sandbox;
let customer: Customer;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  customer = await startCustomer();
});
afterEach(async () => {
  await sandbox.close();
  await customer.close();
});

const response = (verbs: string) => `<Response>${verbs}</Response>`;
const post = (path: string, form: Record<string, string> | [string, string][]) =>
  rest(sandbox, "POST", path, form);

async function setNumber(form: Record<string, string>): Promise<void> {
  await post(`/IncomingPhoneNumbers/${NUMBER_SID}.json`, form);
}

async function callIn(): Promise<string> {
  const answer = await fetch(`${sandbox.url}/control/calls`, {
    method: "POST",
    body: JSON.stringify({ from: PATIENT, to: CLINIC }),
  });
  const { callSid } = (await answer.json()) as { callSid: string };
  return callSid;
}

async function callOut(form: Record<string, string> | [string, string][]): Promise<string> {
  const facts = Array.isArray(form) ? form : Object.entries(form);
  const { json } = await post("/Calls.json", [["To", PATIENT], ["From", CLINIC], ...facts]);
  return String(json["sid"]);
}

const seenAt = (path: string) => customer.seen.filter((one) => one.path === path);
/** The callbacks of a call that is over have all been delivered. */
async function callbacksOf(callSid: string): Promise<void> {
  const leg = await until(sandbox, () => legs.get(callSid));
  await leg.callbackQueue;
}

const legs = new Map<string, { callbackQueue: Promise<unknown> }>();
beforeEach(() => {
  legs.clear();
  sandbox.twilio.switchboard.onLeg((leg) => legs.set(leg.record.sid, leg));
});

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

describe("play", () => {
  it("a sound is fetched with a signed GET, and heard byte for byte, as often as asked", async () => {
    const sound = Uint8Array.from({ length: 1000 }, (_, at) => at % 200);
    customer.sounds.set("/hello", sound);
    const callSid = await callOut({ Twiml: response(`<Play loop="2">${customer.url}/hello</Play>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(sandbox.twilio.switchboard.heardBy(callSid)).toEqual(Buffer.concat([sound, sound]));
    expect(seenAt("/hello")[0]?.headers["x-twilio-signature"]).toBe(
      signatureOf(AUTH_TOKEN, `${customer.url}/hello`),
    );
  });

  it("a sound that is not there is an alert, and the next verb runs", async () => {
    customer.documents.set("/next", response("<Hangup/>"));
    const verbs = `<Play>http://127.0.0.1:9/none</Play><Redirect>${customer.url}/next</Redirect>`;
    const callSid = await callOut({ Twiml: response(verbs) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    expect(await ended(sandbox, callSid)).toMatchObject({ alerts: [{ code: 11_205 }] });
    expect(seenAt("/next")).toHaveLength(1);
  });
});

describe("a stream", () => {
  it("is torn down by a redirect, whose document runs", async () => {
    const socket = customer.nextSocket();
    const stream = `<Connect><Stream url="${customer.url.replace("http", "ws")}/media"/></Connect>`;
    customer.documents.set("/next", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: response(stream) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    const events: string[] = [];
    const opened = await socket;
    await new Promise<void>((resolve) => {
      opened.on("message", (data: Buffer) => {
        const { event } = JSON.parse(data.toString()) as { event: string };
        events.push(event);
        if (event === "start") void post(`/Calls/${callSid}.json`, { Url: `${customer.url}/next` });
      });
      opened.on("close", () => resolve());
    });
    const record = await ended(sandbox, callSid);
    expect(events.at(-1)).toBe("stop");
    expect(seenAt("/next")).toHaveLength(1);
    expect(record.alerts).toEqual([]);
  });

  it("that the server refuses is 31920, and the next verb runs", async () => {
    customer.documents.set("/next", response("<Hangup/>"));
    const stream = `<Connect><Stream url="${sandbox.url.replace("http", "ws")}/nowhere"/></Connect><Redirect>${customer.url}/next</Redirect>`;
    const callSid = await callOut({ Twiml: response(stream) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    expect(await ended(sandbox, callSid)).toMatchObject({ alerts: [{ code: 31_920 }] });
    expect(seenAt("/next")).toHaveLength(1);
  });
});

describe("record", () => {
  it("a caller who hangs up leaves a recording that can be fetched", async () => {
    const verb = `<Record action="${customer.url}/recorded" recordingStatusCallback="${customer.url}/recording"/>`;
    const callSid = await callOut({ Twiml: response(verb) });
    const leg = await legTo(sandbox, PATIENT);
    leg.pickup.resolve("answer");
    await until(sandbox, () => leg.record.events.find((event) => event.type === "recording"));
    leg.sayWords("Llámenme mañana, por favor");
    // Words said are words recorded once they have travelled: the person's mouth is empty again.
    await new Promise<void>((resolve) => {
      let isSpeaking = false;
      leg.line.listen((frame) => {
        if (isSpeaking && !frame) resolve();
        isSpeaking = frame !== null;
      });
    });
    sandbox.twilio.switchboard.hangUp(leg);
    await until(sandbox, () => leg.record.events.find((event) => event["event"] === "completed"));
    await expect.poll(() => seenAt("/recorded")).toHaveLength(1);
    const [action] = seenAt("/recorded");
    expect(action?.fields).toMatchObject({ Digits: "hangup", CallSid: callSid });
    const [callback] = seenAt("/recording");
    expect(callback?.fields).toMatchObject({ RecordingStatus: "completed", RecordingSource: "RecordVerb" });
    const path = `/Recordings/${callback?.fields["RecordingSid"] ?? ""}`;
    expect((await rest(sandbox, "GET", `${path}.json`)).json).toMatchObject({
      status: "completed",
      call_sid: callSid,
    });
    expect((await fetch(callback?.fields["RecordingUrl"] ?? "")).status).toBe(401);
  });
});

describe("gather", () => {
  it("keys end it and travel to the action", async () => {
    const callSid = await callOut({
      Twiml: response(`<Gather numDigits="2" action="${customer.url}/gathered"/>`),
    });
    customer.documents.set("/gathered", response("<Hangup/>"));
    const leg = await legTo(sandbox, PATIENT);
    leg.pickup.resolve("answer");
    await until(sandbox, () => leg.record.events.find((event) => event["verb"] === "Gather"));
    leg.press("42");
    await ended(sandbox, callSid);
    expect(seenAt("/gathered")[0]?.fields).toMatchObject({ Digits: "42", CallSid: callSid });
  });

  it("typed words are recognised", async () => {
    const callSid = await callOut({
      Twiml: response(`<Gather input="speech" speechTimeout="auto" action="${customer.url}/gathered"/>`),
    });
    customer.documents.set("/gathered", response("<Hangup/>"));
    const leg = await legTo(sandbox, PATIENT);
    leg.pickup.resolve("answer");
    await until(sandbox, () => leg.record.events.find((event) => event["verb"] === "Gather"));
    leg.sayWords("sí");
    await ended(sandbox, callSid);
    expect(seenAt("/gathered")[0]?.fields).toMatchObject({ SpeechResult: "sí", Confidence: "0.92" });
  });
});

describe("dial", () => {
  const dial = (inside: string) =>
    response(`<Dial action="${customer.url}/dialled" timeout="5">${inside}</Dial>`);

  it("a declined screening does not bridge", async () => {
    customer.documents.set("/screen", response("<Hangup/>"));
    customer.documents.set("/dialled", response("<Hangup/>"));
    const callSid = await callOut({
      Twiml: dial(`<Number url="${customer.url}/screen">${ADVISOR}</Number>`),
    });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    (await legTo(sandbox, ADVISOR)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(seenAt("/screen")[0]?.fields).toMatchObject({
      Direction: "outbound-dial",
      ParentCallSid: callSid,
    });
    expect(seenAt("/dialled")[0]?.fields).toMatchObject({ DialBridged: "false" });
  });

  it("two bridged people hear each other's bytes, untouched", async () => {
    await callOut({ Twiml: dial(`<Number>${ADVISOR}</Number>`) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "bridged"));
    advisor.sayWords("Buenos días");
    const heard = await until(sandbox, () => patient.record.heard.find((line) => line.isComplete));
    expect(heard.text).toBe("Buenos días");
  });

  it("a busy advisor is told to the action", async () => {
    sandbox.twilio.switchboard.behaviours.set(ADVISOR, { behaviour: "busy", answeredBy: "human" });
    customer.documents.set("/dialled", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: dial(`<Number>${ADVISOR}</Number>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(seenAt("/dialled")[0]?.fields).toMatchObject({ DialCallStatus: "busy", DialBridged: "false" });
  });
});

describe("conference", () => {
  it("starts with two, tells its events, and ends with the one who ends it", async () => {
    const room = `<Dial action="${customer.url}/after"><Conference participantLabel="caller" endConferenceOnExit="true" beep="false"
      waitUrl="" statusCallback="${customer.url}/room" statusCallbackEvent="start end join leave">conf_1</Conference></Dial>`;
    const callSid = await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "conference-joined"));
    const added = await post("/Conferences/conf_1/Participants.json", {
      From: CLINIC,
      To: ADVISOR,
      Label: "advisor",
      Beep: "false",
    });
    expect(added).toMatchObject({ status: 201, json: { status: "queued", label: "advisor" } });
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => advisor.record.events.find((event) => event.type === "conference-joined"));
    const listed = await rest(sandbox, "GET", "/Conferences.json?FriendlyName=conf_1");
    expect(listed.json["conferences"]).toMatchObject([{ friendly_name: "conf_1", status: "in-progress" }]);
    patient.sayWords("hola");
    await until(sandbox, () => advisor.record.heard.find((line) => line.text === "hola"));
    sandbox.twilio.switchboard.hangUp(patient);
    await ended(sandbox, advisor.record.sid);
    await callbacksOf(callSid);
    expect(seenAt("/room").map(({ fields }) => fields["StatusCallbackEvent"])).toEqual([
      "participant-join",
      "participant-join",
      "conference-start",
      "participant-leave",
      "conference-end",
      "participant-leave",
    ]);
  });

  it("who waits alone hears the customer's documents, in a loop", async () => {
    customer.documents.set("/music", response("<Say>Un momento</Say><Redirect/>"));
    const room = `<Dial><Conference waitUrl="${customer.url}/music">conf_3</Conference></Dial>`;
    await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.documents[2]);
    expect(patient.record.heard[0]?.text).toBe("Un momento");
  });

  it("a document that may not be music breaks the waiting, and the call goes on", async () => {
    customer.documents.set("/music", response("<Gather/>"));
    customer.documents.set("/next", response("<Hangup/>"));
    const room = `<Dial><Conference waitUrl="${customer.url}/music">conf_4</Conference></Dial>`;
    const callSid = await callOut({ Twiml: response(`${room}<Redirect>${customer.url}/next</Redirect>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    expect(await ended(sandbox, callSid)).toMatchObject({ alerts: [{ code: 13_238 }] });
    expect(seenAt("/next")).toHaveLength(1);
  });

  it("a participant on hold hears the hold music, and not the room", async () => {
    customer.documents.set("/hold", response("<Say>Siga en línea</Say>"));
    const room =
      '<Dial><Conference beep="false" participantLabel="caller" waitUrl="">conf_5</Conference></Dial>';
    await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "conference-joined"));
    await post("/Conferences/conf_5/Participants.json", { From: CLINIC, To: ADVISOR, Beep: "false" });
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => advisor.record.events.find((event) => event.type === "conference-joined"));
    const held = await post("/Conferences/conf_5/Participants/caller.json", {
      Hold: "true",
      HoldUrl: `${customer.url}/hold`,
      HoldMethod: "POST",
    });
    expect(held.json).toMatchObject({ hold: true, muted: false });
    advisor.sayWords("esto no lo oye");
    await until(sandbox, () => patient.record.heard.find((line) => line.isComplete));
    expect(patient.record.heard.map((line) => line.text)).toEqual(["Siga en línea"]);
  });

  it("an advisor who does not answer is told as such", async () => {
    sandbox.twilio.switchboard.behaviours.set(ADVISOR, { behaviour: "reject", answeredBy: "human" });
    const { json } = await post("/Conferences/conf_2/Participants.json", [
      ["From", CLINIC],
      ["To", ADVISOR],
      ["ConferenceStatusCallback", `${customer.url}/room`],
      ["ConferenceStatusCallbackEvent", "leave"],
    ]);
    const callSid = String(json["call_sid"]);
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    expect(seenAt("/room")[0]?.fields).toMatchObject({
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantCallStatus: "no-answer",
    });
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
