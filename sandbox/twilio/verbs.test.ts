import { describe, expect, it } from "vitest";
import { tone } from "./audio";
import { AUTH_TOKEN, control, ended, legTo, PATIENT, until } from "./fixture";
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

describe("play", () => {
  it("a sound is fetched with a signed GET, and heard byte for byte, as often as asked", async () => {
    const sound = Uint8Array.from({ length: 1000 }, (_, at) => at % 200);
    customer.sounds.set("/hello", sound);
    const callSid = await callOut({ Twiml: response(`<Play loop="2">${customer.url}/hello</Play>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(sandbox.twilio.switchboard.lineOf(callSid)?.heard()).toEqual(Buffer.concat([sound, sound]));
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
    const stream = `<Connect><Stream url="${customer.url.replace("http", "ws")}/media"/></Connect><Redirect>${customer.url}/tail</Redirect>`;
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
    expect(seenAt("/tail")).toEqual([]);
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

  const question = () =>
    response(
      `<Gather numDigits="1" timeout="1" action="${customer.url}/gathered"><Play>${customer.url}/brief</Play></Gather>
       <Redirect>${customer.url}/silent</Redirect>`,
    );

  it("a key pressed while the sound plays ends the sound", async () => {
    customer.sounds.set("/brief", tone(440, 60_000));
    customer.documents.set("/gathered", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: question() });
    const leg = await answerAt(PATIENT);
    await untilEvent(leg, "played");
    leg.press("1");
    await ended(sandbox, callSid);
    expect(seenAt("/gathered")[0]?.fields).toMatchObject({ Digits: "1" });
    expect(leg.line.heard().byteLength).toBeLessThan(8 * 60_000);
    expect(seenAt("/silent")).toEqual([]);
  });

  it("a key pressed while the sound is still fetched does too", async () => {
    await control(sandbox, "faults", {
      target: "twilio.webhook",
      kind: "delay",
      delayMs: 60_000,
      match: "/brief",
    });
    customer.documents.set("/gathered", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: question() });
    const leg = await answerAt(PATIENT);
    await untilEvent(leg, "verb", "Play");
    leg.press("2");
    await ended(sandbox, callSid);
    expect(seenAt("/gathered")[0]?.fields).toMatchObject({ Digits: "2" });
  });

  it("without a key the whole sound is heard, and then the next verb runs", async () => {
    const sound = tone(440, 200);
    customer.sounds.set("/brief", sound);
    customer.documents.set("/silent", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: question() });
    await answerAt(PATIENT);
    await ended(sandbox, callSid);
    expect(sandbox.twilio.switchboard.lineOf(callSid)?.heard()).toEqual(Buffer.from(sound));
    expect(seenAt("/silent")).toHaveLength(1);
    expect(seenAt("/gathered")).toEqual([]);
  });
});
