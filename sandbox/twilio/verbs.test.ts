import { describe, expect, it } from "vitest";
import { AUTH_TOKEN, ended, legTo, PATIENT, rest, until } from "./fixture";
import { signatureOf } from "./signature";
import { callOut, customer, openLines, post, response, sandbox, seenAt } from "./test-lines";

openLines();

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
