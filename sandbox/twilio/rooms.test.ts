import { describe, expect, it } from "vitest";
import { Listener, speak, ulawToLinear } from "../speech";
import { tone } from "./audio";
import { ACCOUNT_SID, ADVISOR, AUTH_TOKEN, CLINIC, ended, PATIENT, rest, until } from "./fixture";
import type { Leg } from "./leg";
import { signatureOf } from "./signature";
import {
  answerAt,
  callbacksOf,
  customer,
  openLines,
  post,
  response,
  sandbox,
  seenAt,
  untilEvent,
} from "./test-lines";

openLines();

const THIRD = "+34600000003";

const room = (attributes: string, name = "conf_1") =>
  `<Conference beep="false" ${attributes.includes("waitUrl") ? "" : 'waitUrl=""'} ${attributes}>${name}</Conference>`;

/** Rings the number and brings it into the room. */
async function join(number: string, attributes = "", name?: string): Promise<Leg> {
  const twiml = response(`<Dial action="${customer.url}/after">${room(attributes, name)}</Dial>`);
  await post("/Calls.json", { To: number, From: CLINIC, Twiml: twiml });
  const leg = await answerAt(number);
  await untilEvent(leg, "conference-joined");
  return leg;
}

const afterwards = (leg: Leg) =>
  seenAt("/after").filter(({ fields }) => fields["CallSid"] === leg.record.sid);
const conferences = async () => {
  const { json } = await rest(sandbox, "GET", "/Conferences.json?Status=in-progress");
  return json["conferences"];
};

describe("who waits in a room", () => {
  it("hears what the address of the waiting says, asked by GET, signed, with the call's facts", async () => {
    customer.sounds.set("/music.wav", tone(440, 400));
    customer.documents.set(
      "/wait",
      response(
        `<Play>${customer.url}/music.wav</Play><Redirect method="GET">${customer.url}/wait</Redirect>`,
      ),
    );
    const leg = await join(PATIENT, `waitUrl="${customer.url}/wait" waitMethod="GET"`);
    await until(sandbox, () => (seenAt("/wait").length > 1 ? true : undefined));
    const [first] = seenAt("/wait");
    expect(first?.fields).toMatchObject({
      CallSid: leg.record.sid,
      From: CLINIC,
      To: PATIENT,
      CallStatus: "in-progress",
      Direction: "outbound-api",
    });
    expect(first?.headers["x-twilio-signature"]).toBe(
      signatureOf(AUTH_TOKEN, `${customer.url}${first?.path}`),
    );
  });

  it("hears no more of it when somebody comes", async () => {
    const music = tone(440, 60_000);
    customer.sounds.set("/music.wav", music);
    customer.documents.set("/wait", response(`<Play>${customer.url}/music.wav</Play>`));
    const caller = await join(PATIENT, `waitUrl="${customer.url}/wait" waitMethod="GET"`);
    await untilEvent(caller, "played");
    const advisor = await join(ADVISOR);
    const before = caller.line.heard().byteLength;
    advisor.sayWords("Soy Ana");
    await until(sandbox, () => caller.record.heard.find(({ text }) => text === "Soy Ana"));
    const since = caller.line.heard().subarray(before);
    // The one voice, untouched: no note of the music was mixed with it.
    expect(Buffer.from(speak("Soy Ana", ADVISOR)).includes(since.subarray(-160))).toBe(true);
  });

  it("without music is without a room: the action hears of it", async () => {
    customer.documents.set("/after", response("<Hangup/>"));
    await post("/Calls.json", {
      To: PATIENT,
      From: CLINIC,
      Twiml: response(
        `<Dial action="${customer.url}/after">${room('waitUrl="http://127.0.0.1:9/none"')}</Dial>`,
      ),
    });
    const leg = await answerAt(PATIENT);
    expect(await ended(sandbox, leg.record.sid)).toMatchObject({ alerts: [{ code: 11_205 }] });
    expect(seenAt("/after")[0]?.fields).toMatchObject({ DialCallStatus: "failed" });
  });

  it("waits on with others who do not start it, until somebody does", async () => {
    await join(PATIENT, 'startConferenceOnEnter="false"');
    await join(ADVISOR, 'startConferenceOnEnter="false"');
    expect(await conferences()).toEqual([]);
    await join(THIRD);
    expect(await conferences()).toMatchObject([{ friendly_name: "conf_1", status: "in-progress" }]);
  });
});

describe("a room", () => {
  it("lets those stay whom the one that leaves does not take along", async () => {
    customer.documents.set("/after", response("<Hangup/>"));
    const caller = await join(PATIENT, 'endConferenceOnExit="true"');
    const advisor = await join(ADVISOR);
    sandbox.twilio.switchboard.hangUp(advisor);
    await until(sandbox, () =>
      advisor.record.events.find(({ type }) => type === "conference-left") ? true : undefined,
    );
    expect(caller.isEnded).toBe(false);
    expect(await conferences()).toHaveLength(1);
  });

  it("ended by one sends the other to its action, which is told how it was", async () => {
    customer.documents.set("/after", response("<Hangup/>"));
    const caller = await join(PATIENT);
    const advisor = await join(ADVISOR, 'endConferenceOnExit="true"');
    sandbox.twilio.switchboard.hangUp(advisor);
    await ended(sandbox, caller.record.sid);
    const [after] = afterwards(caller);
    expect(after?.fields).toMatchObject({ DialCallStatus: "answered", CallStatus: "in-progress" });
    expect(after?.fields).not.toHaveProperty("DialCallSid");
    expect(afterwards(advisor)).toEqual([]);
  });

  it("that a redirect takes its ending participant out of ends for the others", async () => {
    customer.documents.set("/elsewhere", response('<Pause length="60"/>'));
    customer.documents.set("/after", response("<Hangup/>"));
    const caller = await join(PATIENT, 'endConferenceOnExit="true"');
    const advisor = await join(ADVISOR);
    await post(`/Calls/${caller.record.sid}.json`, { Url: `${customer.url}/elsewhere` });
    await ended(sandbox, advisor.record.sid);
    expect(afterwards(advisor)).toHaveLength(1);
    expect(caller.isEnded).toBe(false);
  });

  it("tells only whom its first participant named", async () => {
    const events = 'statusCallbackEvent="start end join leave"';
    const first = await join(PATIENT, `statusCallback="${customer.url}/first" ${events}`);
    const second = await join(ADVISOR, `statusCallback="${customer.url}/second" ${events}`);
    for (const leg of [second, first]) {
      sandbox.twilio.switchboard.hangUp(leg);
      await ended(sandbox, leg.record.sid);
    }
    await expect
      .poll(() => seenAt("/first").map(({ fields }) => fields["StatusCallbackEvent"]))
      .toContain("conference-end");
    expect(seenAt("/second")).toEqual([]);
  });

  it("tells nobody when its first participant named nobody", async () => {
    const first = await join(PATIENT);
    await join(ADVISOR, `statusCallback="${customer.url}/second" statusCallbackEvent="join end"`);
    await callbacksOf(first.record.sid);
    expect(seenAt("/second")).toEqual([]);
  });

  it("takes no label twice: that call goes on with its next verb", async () => {
    customer.documents.set("/taken", response("<Hangup/>"));
    await join(PATIENT, 'participantLabel="caller"');
    await post("/Calls.json", {
      To: ADVISOR,
      From: CLINIC,
      Twiml: response(
        `<Dial>${room('participantLabel="caller"')}</Dial><Redirect>${customer.url}/taken</Redirect>`,
      ),
    });
    const second = await answerAt(ADVISOR);
    expect(await ended(sandbox, second.record.sid)).toMatchObject({ alerts: [{ code: 16_025 }] });
    expect(seenAt("/taken")).toHaveLength(1);
  });

  it("of a name that was used before is another one", async () => {
    const sids: unknown[] = [];
    for (let time = 0; time < 2; time += 1) {
      const leg = await join(PATIENT);
      sids.push(leg.record.events.find(({ type }) => type === "conference-joined")?.["conferenceSid"]);
      sandbox.twilio.switchboard.hangUp(leg);
      await ended(sandbox, leg.record.sid);
    }
    expect(new Set(sids).size).toBe(2);
    const { json } = await rest(sandbox, "GET", "/Conferences.json?Status=completed&FriendlyName=conf_1");
    expect(json["conferences"]).toHaveLength(2);
  });

  it("lets each hear the sum of the others, and nobody hear themselves", async () => {
    const [patient, advisor, third] = [await join(PATIENT), await join(ADVISOR), await join(THIRD)];
    advisor.line.say(tone(500, 400));
    third.line.say(tone(900, 400));
    await expect.poll(() => patient.line.heard().byteLength).toBeGreaterThanOrEqual(3000);
    const power = (leg: Leg, hertz: number) => powerAt(leg.line.heard().subarray(800, 2400), hertz);
    expect(power(patient, 500)).toBeGreaterThan(0.1);
    expect(power(patient, 900)).toBeGreaterThan(0.1);
    expect(power(advisor, 500)).toBeLessThan(0.01);
    expect(power(advisor, 900)).toBeGreaterThan(0.1);
  });
});

describe("a room that is recorded", () => {
  it("can be fetched by who has the account's secret once it is complete, and holds both voices", async () => {
    const recorded = `record="record-from-start" recordingStatusCallback="${customer.url}/recording" endConferenceOnExit="true"`;
    const caller = await join(PATIENT, recorded);
    const advisor = await join(ADVISOR);
    const sid = String(caller.record.events.find(({ type }) => type === "recording")?.["recordingSid"]);
    expect((await rest(sandbox, "GET", `/Recordings/${sid}.wav`)).status).toBe(404);
    caller.sayWords("Llamo por una factura");
    await until(sandbox, () => advisor.record.heard.find(({ isComplete }) => isComplete));
    advisor.sayWords("Se la explico ahora mismo");
    await until(sandbox, () => caller.record.heard.find(({ isComplete }) => isComplete));
    sandbox.twilio.switchboard.hangUp(caller);
    await expect.poll(() => seenAt("/recording")).toHaveLength(1);
    const fields = seenAt("/recording")[0]?.fields ?? {};
    expect(fields).toMatchObject({
      RecordingSid: sid,
      RecordingStatus: "completed",
      RecordingSource: "Conference",
      RecordingDuration: "3",
    });
    expect(fields["ConferenceSid"]).toMatch(/^CF/);
    expect(fields).not.toHaveProperty("CallSid");
    const media = `${String(fields["RecordingUrl"])}.wav`;
    expect((await fetch(media)).status).toBe(401);
    const secret = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
    const fetched = await fetch(media, { headers: { authorization: `Basic ${secret}` } });
    expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, "audio/x-wav"]);
    expect(sentences(sandbox.twilio.store.sounds.get(sid)?.[0])).toEqual(["Llamo por una factura"]);
    expect(sentences(sandbox.twilio.store.sounds.get(sid)?.[1])).toEqual(["Se la explico ahora mismo"]);
  });
});

function sentences(ulaw: Uint8Array | undefined): string[] {
  const heard: string[] = [];
  new Listener({ text: (text) => heard.push(text) }).push(ulaw ?? new Uint8Array(0));
  return heard;
}

/** How much of the sound is at this pitch: 0 nothing, 1 all of it. */
function powerAt(ulaw: Uint8Array, hertz: number): number {
  let [total, sine, cosine] = [1, 0, 0];
  for (const [at, byte] of ulaw.entries()) {
    const sample = ulawToLinear(byte);
    const angle = (2 * Math.PI * hertz * at) / 8000;
    total += sample ** 2;
    sine += sample * Math.sin(angle);
    cosine += sample * Math.cos(angle);
  }
  return (2 * (sine ** 2 + cosine ** 2)) / (total * Math.max(1, ulaw.byteLength));
}
