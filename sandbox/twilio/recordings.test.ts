import { describe, expect, it } from "vitest";
import { Listener, speak } from "../speech";
import { ACCOUNT_SID, ADVISOR, AUTH_TOKEN, CLINIC, ended, legTo, PATIENT, rest, until } from "./fixture";
import type { Leg } from "./leg";
import { signatureOf } from "./signature";
import {
  answerAt,
  callOut,
  customer,
  openLines,
  post,
  response,
  sandbox,
  seenAt,
  untilEvent,
} from "./test-lines";

openLines();

const NOTICE = "Esta llamada se graba";
const GREETING = "Clínica Sol, dígame";
const EVENTS = 'recordingStatusCallbackEvent="in-progress completed absent"';

const start = (attributes = "") =>
  `<Start><Recording recordingStatusCallback="${customer.url}/recording" ${EVENTS} ${attributes}/></Start>`;

/** A sentence at an address, and the verb that plays it. */
function playing(words: string): string {
  const path = `/${words.replaceAll(/\W/g, "")}.ulaw`;
  customer.sounds.set(path, speak(words, "agent"));
  return `<Play>${customer.url}${path}</Play>`;
}

async function record(verbs: string): Promise<Leg> {
  await callOut({ Twiml: response(verbs) });
  const leg = await answerAt(PATIENT);
  await untilEvent(leg, "recording");
  return leg;
}

async function hangUp(leg: Leg): Promise<void> {
  sandbox.twilio.switchboard.hangUp(leg);
  await leg.callbackQueue;
}

/** Until the person's sentence has left their mouth. */
async function say(leg: Leg, words: string): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    let isSpeaking = false;
    const stop = leg.line.listen((frame) => {
      if (isSpeaking && !frame) {
        stop();
        resolve();
      }
      isSpeaking = frame !== null;
    });
  });
  leg.sayWords(words);
  await isOver;
}

const told = () => seenAt("/recording").map(({ fields }) => fields);
const sidOf = (leg: Leg) =>
  String(leg.record.events.find(({ type }) => type === "recording")?.["recordingSid"]);

function wordsOn(leg: Leg, channel: 0 | 1): string[] {
  const heard: string[] = [];
  const sound = sandbox.twilio.store.sounds.get(sidOf(leg))?.[channel] ?? new Uint8Array(0);
  new Listener({ text: (text) => heard.push(text) }).push(sound);
  return heard;
}

async function media(sid: string, query = ""): Promise<{ status: number; code: unknown; channels: number }> {
  const secret = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
  const path = `/2010-04-01/Accounts/${ACCOUNT_SID}/Recordings/${sid}.wav${query}`;
  const answer = await fetch(sandbox.url + path, { headers: { authorization: `Basic ${secret}` } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.ok) return { status: answer.status, code: undefined, channels: bytes.readUInt16LE(22) };
  const { code } = JSON.parse(bytes.toString()) as { code?: unknown };
  return { status: answer.status, code, channels: 0 };
}

describe("a recording that a document starts", () => {
  it("begins after what was played before it, keeps both sides apart, and tells its beginning and its end", async () => {
    const leg = await record(`${playing(NOTICE)}${start()}${playing(GREETING)}<Pause length="60"/>`);
    await until(sandbox, () =>
      leg.record.heard.find(({ text, isComplete }) => text === GREETING && isComplete),
    );
    await say(leg, "Quería una cita");
    await hangUp(leg);
    expect(wordsOn(leg, 0)).toEqual(["Quería una cita"]);
    expect(wordsOn(leg, 1)).toEqual([GREETING]);
    const sid = sidOf(leg);
    const facts = {
      CallSid: leg.record.sid,
      RecordingSid: sid,
      RecordingChannels: "2",
      RecordingSource: "StartCallRecordingTwiML",
      RecordingTrack: "both",
    };
    expect(told()).toMatchObject([
      { ...facts, RecordingStatus: "in-progress" },
      { ...facts, RecordingStatus: "completed", ErrorCode: "0" },
    ]);
    expect(told()[0]).not.toHaveProperty("RecordingDuration");
    expect(Number(told()[1]?.["RecordingDuration"])).toBeGreaterThan(0);
    const [first] = seenAt("/recording");
    expect(first?.headers["x-twilio-signature"]).toBe(
      signatureOf(AUTH_TOKEN, `${customer.url}/recording`, Object.entries(first?.fields ?? {})),
    );
    expect((await rest(sandbox, "GET", `/Recordings/${sid}.json`)).json).toMatchObject({
      status: "completed",
      channels: 2,
      call_sid: leg.record.sid,
      price: "-0.0025",
    });
    expect(
      (await rest(sandbox, "GET", `/Calls/${leg.record.sid}/Recordings/${sid}.json`)).json,
    ).toMatchObject({ price: -0.0025, track: "both" });
  });

  it("goes on through other documents, a question and a room, as one", async () => {
    customer.documents.set("/asked", response('<Pause length="60"/>'));
    const question = `<Gather input="speech" speechTimeout="1" action="${customer.url}/asked"/>`;
    const leg = await record(`${start('trim="do-not-trim"')}${question}`);
    await say(leg, "Con una persona, por favor");
    await until(sandbox, () => seenAt("/asked")[0]);
    const room = '<Dial><Conference beep="false" waitUrl="">conf_1</Conference></Dial>';
    await post(`/Calls/${leg.record.sid}.json`, { Twiml: response(room) });
    await untilEvent(leg, "conference-joined");
    await post("/Conferences/conf_1/Participants.json", { From: CLINIC, To: ADVISOR, Beep: "false" });
    const advisor = await answerAt(ADVISOR);
    await untilEvent(advisor, "conference-joined");
    await say(advisor, "Soy Ana");
    await post(`/Calls/${leg.record.sid}.json`, {
      Twiml: response(`${playing(GREETING)}<Pause length="60"/>`),
    });
    await until(sandbox, () =>
      leg.record.heard.find(({ text, isComplete }) => text === GREETING && isComplete),
    );
    await hangUp(leg);
    expect(wordsOn(leg, 0)).toEqual(["Con una persona, por favor"]);
    expect(wordsOn(leg, 1)).toEqual(["Soy Ana", GREETING]);
    expect(told().map((fields) => fields["RecordingStatus"])).toEqual(["in-progress", "completed"]);
  });

  it.each([
    ["was cut to nothing, because nobody made a sound", '<Pause length="1"/>', "16102"],
    ["was over before it had begun", "", "16101"],
  ])("is absent when it %s", async (_name, meanwhile, code) => {
    const leg = await record(`${start()}${meanwhile}<Hangup/>`);
    await ended(sandbox, leg.record.sid);
    await leg.callbackQueue;
    expect(told().at(-1)).toMatchObject({ RecordingStatus: "absent", ErrorCode: code });
    expect(told().at(-1)).not.toHaveProperty("RecordingDuration");
    expect((await media(sidOf(leg))).status).toBe(404);
  });

  it("is told of its end only, unless it is asked for more", async () => {
    const leg = await record(
      `<Start><Recording recordingStatusCallback="${customer.url}/recording"/></Start><Pause length="60"/>`,
    );
    await say(leg, "Hola");
    await hangUp(leg);
    expect(told().map((fields) => fields["RecordingStatus"])).toEqual(["completed"]);
  });
});

describe("a live recording", () => {
  const control = (leg: Leg, recording: string, form: Record<string, string>) =>
    post(`/Calls/${leg.record.sid}/Recordings/${recording}.json`, form);

  it.each([
    ["silent", {}, (seconds: number) => seconds >= 2],
    ["left out", { PauseBehavior: "skip" }, (seconds: number) => seconds < 2],
  ])("leaves a pause %s", async (_name, how, isRight) => {
    const leg = await record(`${start('trim="do-not-trim"')}<Pause length="60"/>`);
    await say(leg, "Sí");
    expect((await control(leg, "Twilio.CURRENT", { Status: "paused", ...how })).json).toMatchObject({
      status: "paused",
    });
    await say(leg, "Mi tarjeta es la cuatro mil");
    await control(leg, sidOf(leg), { Status: "in-progress" });
    await say(leg, "Gracias");
    expect((await control(leg, "Twilio.CURRENT", { Status: "stopped" })).json).toMatchObject({
      status: "completed",
    });
    await leg.callbackQueue;
    expect(wordsOn(leg, 0)).toEqual(["Sí", "Gracias"]);
    expect(told().map((fields) => fields["RecordingStatus"])).toEqual(["in-progress", "completed"]);
    expect(isRight(Number(told().at(-1)?.["RecordingDuration"]))).toBe(true);
  });

  it("is not there any more once it is over, and not to be called the current one beside another", async () => {
    const leg = await record(`${start()}<Pause length="60"/>`);
    const { json } = await post(`/Calls/${leg.record.sid}/Recordings.json`, { RecordingChannels: "dual" });
    const second = String(json["sid"]);
    expect((await control(leg, "Twilio.CURRENT", { Status: "stopped" })).json).toMatchObject({
      code: 16_108,
    });
    expect((await control(leg, second, { Status: "stopped" })).status).toBe(200);
    expect((await control(leg, second, { Status: "in-progress" })).json).toMatchObject({ code: 21_220 });
    expect((await control(leg, sidOf(leg), { Status: "stopped" })).status).toBe(200);
    expect((await control(leg, "Twilio.CURRENT", { Status: "stopped" })).status).toBe(404);
    expect((await control(leg, sidOf(leg), { Status: "paused", PauseBehavior: "loud" })).status).toBe(400);
  });
});

describe("the sound of a recording", () => {
  async function recorded(attributes = ""): Promise<string> {
    const leg = await record(`${start(attributes)}<Pause length="60"/>`);
    await say(leg, "Hola");
    const sid = sidOf(leg);
    expect((await media(sid)).status).toBe(404);
    await hangUp(leg);
    return sid;
  }

  it("comes in as many channels as it has, or in one", async () => {
    const sid = await recorded();
    expect(await media(sid)).toMatchObject({ status: 200, channels: 2 });
    expect(await media(sid, "?RequestedChannels=2")).toMatchObject({ status: 200, channels: 2 });
    expect(await media(sid, "?RequestedChannels=1")).toMatchObject({ status: 200, channels: 1 });
    expect(await media(sid, "?RequestedChannels=3")).toMatchObject({ status: 400, code: 20_001 });
  });

  it("in one channel is not had in two", async () => {
    const sid = await recorded('channels="mono"');
    expect(await media(sid)).toMatchObject({ status: 200, channels: 1 });
    expect(await media(sid, "?RequestedChannels=2")).toMatchObject({ status: 400, code: 16_113 });
  });

  it("is gone when the recording is deleted, of which the facts stay", async () => {
    const sid = await recorded();
    expect((await rest(sandbox, "DELETE", `/Recordings/${sid}.json`)).status).toBe(204);
    expect(await media(sid)).toMatchObject({ status: 404, code: 20_404 });
    expect((await rest(sandbox, "GET", `/Recordings/${sid}.json`)).status).toBe(404);
    const kept = await rest(sandbox, "GET", `/Recordings/${sid}.json?IncludeSoftDeleted=true`);
    expect(kept.json).toMatchObject({ status: "deleted" });
    expect((await rest(sandbox, "DELETE", `/Recordings/${sid}.json`)).json).toMatchObject({ code: 20_404 });
  });

  it("cannot be deleted while it is made, nor by who never had it", async () => {
    const leg = await record(`${start()}<Pause length="60"/>`);
    expect((await rest(sandbox, "DELETE", `/Recordings/${sidOf(leg)}.json`)).json).toMatchObject({
      code: 20_009,
    });
    const nobodys = `RE${"0".repeat(32)}`;
    expect((await rest(sandbox, "DELETE", `/Recordings/${nobodys}.json`)).json).toMatchObject({
      code: 20_404,
    });
    await hangUp(await legTo(sandbox, PATIENT));
  });
});
