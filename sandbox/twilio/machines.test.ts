import { describe, expect, it } from "vitest";
import { speak } from "../speech";
import { CLINIC, control, ended, PATIENT, until } from "./fixture";
import type { Leg } from "./leg";
import {
  callbacksOf,
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

const told = (order: object) => control(sandbox, "phones", { number: PATIENT, ...order });
const verdicts = () => seenAt("/amd").map(({ fields }) => fields["AnsweredBy"]);

/** A call that plays a sentence at once, and stays. */
async function place(more: Record<string, string> = {}): Promise<string> {
  customer.sounds.set("/message", speak("Le recordamos su cita de mañana.", "clinic"));
  return callOut({
    Twiml: response(`<Play>${customer.url}/message</Play><Pause length="60"/>`),
    MachineDetection: "DetectMessageEnd",
    AsyncAmd: "true",
    AsyncAmdStatusCallback: `${customer.url}/amd`,
    ...more,
  });
}

const eventOf = (callSid: string, type: string) =>
  until(sandbox, () => sandbox.twilio.store.calls.get(callSid)?.events.find((event) => event.type === type));
const verdictOf = (callSid: string) =>
  until(sandbox, () => sandbox.twilio.store.calls.get(callSid)?.answeredBy ?? undefined);
const hangUp = (callSid: string) => post(`/Calls/${callSid}.json`, { Status: "completed" });

describe("who answered is told beside the call", () => {
  it.each([
    ["a person at once", { behaviour: "answer" }, {}, "human"],
    ["nobody knows whom", { behaviour: "answer", answeredBy: "unknown" }, {}, "unknown"],
    ["a fax", { behaviour: "fax" }, {}, "fax"],
    ["an assistant that asks questions", { behaviour: "screening" }, {}, "unknown"],
    [
      "a machine before its greeting is over",
      { behaviour: "mailbox" },
      { MachineDetection: "Enable" },
      "machine_start",
    ],
    ["a machine after its beep", { behaviour: "mailbox", says: "Hola." }, {}, "machine_end_beep"],
    [
      "a machine without a beep",
      { behaviour: "mailbox", says: "Hola.", hasBeep: false },
      {},
      "machine_end_silence",
    ],
    [
      "a machine whose greeting never ends",
      {
        behaviour: "mailbox",
        says: "Este buzón habla y habla y habla, y no deja hablar a nadie en mucho rato.",
      },
      { MachineDetectionTimeout: "3" },
      "machine_end_other",
    ],
  ])("%s", async (_name, order, more, verdict) => {
    await told(order);
    const callSid = await place(more);
    expect(await verdictOf(callSid)).toBe(verdict);
    await hangUp(callSid);
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    expect(verdicts()).toEqual([verdict]);
    expect(seenAt("/amd")[0]?.fields).toMatchObject({
      CallSid: callSid,
      MachineDetectionDuration: expect.stringMatching(/^\d+$/),
    });
  });

  it("not at all when the call ends before anybody knows", async () => {
    await told({ behaviour: "mailbox" });
    const callSid = await place();
    await eventOf(callSid, "mailbox");
    await hangUp(callSid);
    expect(await ended(sandbox, callSid)).toMatchObject({ answeredBy: null });
    await callbacksOf(callSid);
    expect(verdicts()).toEqual([]);
  });

  it.each([
    { MachineDetectionTimeout: "2" },
    { MachineDetectionTimeout: "61" },
    { MachineDetectionSpeechThreshold: "999" },
    { MachineDetectionSilenceTimeout: "1" },
  ])("%j is refused", async (more) => {
    const order = {
      To: PATIENT,
      From: CLINIC,
      Twiml: response("<Hangup/>"),
      MachineDetection: "Enable",
      ...more,
    };
    expect((await post("/Calls.json", order)).status).toBe(400);
  });
});

describe("at the far end", () => {
  it("a mailbox keeps what is said after its beep, not what was said before", async () => {
    await told({ behaviour: "mailbox", says: "Deje su mensaje." });
    customer.sounds.set("/after", speak("Soy de la clínica. Llámenos.", "clinic"));
    const callSid = await place();
    await eventOf(callSid, "beeped");
    await post(`/Calls/${callSid}.json`, { Twiml: response(`<Play>${customer.url}/after</Play>`) });
    await ended(sandbox, callSid);
    const detail = await fetch(`${sandbox.url}/control/calls/${callSid}`);
    expect(await detail.json()).toMatchObject({ left: ["Soy de la clínica. Llámenos."] });
  });

  it("an assistant puts through who says what they want, and tells the person", async () => {
    await told({ behaviour: "screening", asks: "¿Quién es?", says: "Diga, soy Ana." });
    const callSid = await callOut({
      Twiml: response(
        `<Gather input="speech" speechTimeout="auto" timeout="20" action="${customer.url}/heard"/><Hangup/>`,
      ),
    });
    customer.sounds.set("/reason", speak("Soy Sofía, de la clínica, por su cita.", "clinic"));
    customer.documents.set("/heard", response(`<Play>${customer.url}/reason</Play><Pause length="60"/>`));
    expect(await eventOf(callSid, "screened")).toMatchObject({
      told: "Soy Sofía, de la clínica, por su cita.",
    });
    const record = await until(sandbox, () => {
      const call = sandbox.twilio.store.calls.get(callSid);
      return call && call.said.length > 2 ? call : undefined;
    });
    expect(record.said.map(({ text }) => text)).toEqual([
      "¿Quién es?",
      "Gracias. Un momento, por favor.",
      "Diga, soy Ana.",
    ]);
    expect(seenAt("/heard")[0]?.fields).toMatchObject({ SpeechResult: "¿Quién es?" });
    await hangUp(callSid);
  });
});

/** The person has said something, and is quiet again. */
async function hearing(leg: Leg): Promise<void> {
  let hasBegun = false;
  await new Promise<void>((resolve) => {
    const stop = leg.line.listen((frame) => {
      hasBegun ||= frame !== null;
      if (!hasBegun || frame !== null) return;
      stop();
      resolve();
    });
  });
}

describe("gathered words", () => {
  const listen = async (attributes: string) => {
    customer.documents.set("/gathered", response("<Hangup/>"));
    const callSid = await callOut({
      Twiml: response(
        `<Gather ${attributes} action="${customer.url}/gathered"/><Redirect>${customer.url}/next</Redirect>`,
      ),
    });
    customer.documents.set("/next", response("<Hangup/>"));
    const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
    leg.pickup.resolve("answer");
    await untilEvent(leg, "verb", "Gather");
    return { callSid, leg };
  };
  const fields = () => seenAt("/gathered")[0]?.fields;
  const say = (callSid: string, words: object) => control(sandbox, `calls/${callSid}/say`, words);

  it("are as sure as the test says", async () => {
    const { callSid } = await listen('input="speech" speechTimeout="auto"');
    await say(callSid, { text: "quizá", confidence: 0.31 });
    await ended(sandbox, callSid);
    expect(fields()).toMatchObject({ SpeechResult: "quizá", Confidence: "0.31" });
  });

  it("may come without a word on how sure they are", async () => {
    const { callSid } = await listen('input="speech" speechTimeout="auto"');
    await say(callSid, { text: "quizá", confidence: null });
    await ended(sandbox, callSid);
    expect(fields()).toMatchObject({ SpeechResult: "quizá" });
    expect(fields()).not.toHaveProperty("Confidence");
  });

  it("do not count when a key came first", async () => {
    const { callSid, leg } = await listen('input="dtmf speech" speechTimeout="auto" numDigits="2"');
    leg.press("1");
    await say(callSid, { text: "sí" });
    await hearing(leg);
    leg.press("2");
    await ended(sandbox, callSid);
    expect(fields()).toMatchObject({ Digits: "12" });
    expect(fields()).not.toHaveProperty("SpeechResult");
  });

  it("keep a key that is pressed after them from counting", async () => {
    const { callSid, leg } = await listen('input="dtmf speech" speechTimeout="1" numDigits="1"');
    await say(callSid, { text: "uno" });
    await hearing(leg);
    leg.press("1");
    await ended(sandbox, callSid);
    expect(fields()).toMatchObject({ SpeechResult: "uno" });
    expect(fields()).not.toHaveProperty("Digits");
  });

  it.each([
    ["speech: nothing at all", 'input="dtmf speech" timeout="1" actionOnEmptyResult="true"', undefined],
    ["keys: an empty text", 'input="dtmf" timeout="1" actionOnEmptyResult="true"', ""],
  ])("that nobody said are told where it is asked: of %s", async (_name, attributes, digits) => {
    const { callSid } = await listen(attributes);
    await ended(sandbox, callSid);
    expect(fields()).not.toHaveProperty("SpeechResult");
    expect(fields()?.["Digits"]).toBe(digits);
  });
});

describe("sounds", () => {
  it("that never come are given up, and what follows is heard", async () => {
    customer.mute.add("/never");
    customer.sounds.set("/rest", speak("Lo demás."));
    await told({ behaviour: "answer" });
    const never = `${customer.url}/never#rt=200`;
    const callSid = await callOut({
      Twiml: response(`<Play>${never}</Play><Play>${customer.url}/rest</Play>`),
    });
    const record = await ended(sandbox, callSid);
    expect(record.alerts).toMatchObject([{ code: 11_200, message: expect.stringContaining("200 ms") }]);
    expect(record.heard.map(({ text }) => text)).toEqual(["Lo demás."]);
  });

  it("come in pieces and without a length", async () => {
    const words = speak("La frase llega por partes.");
    customer.sounds.set("/pieces", [words.subarray(0, 1000), words.subarray(1000)]);
    await told({ behaviour: "answer" });
    const record = await ended(
      sandbox,
      await callOut({ Twiml: response(`<Play>${customer.url}/pieces</Play>`) }),
    );
    expect(record.heard.map(({ text }) => text)).toEqual(["La frase llega por partes."]);
  });

  it("are fetched one when the one before has been heard", async () => {
    const asked: string[] = [];
    customer.sounds.set("/first", speak("La primera frase."));
    customer.sounds.set("/rest", speak("Y la segunda."));
    await told({ behaviour: "answer" });
    const callSid = await callOut({
      Twiml: response(`<Play>${customer.url}/first</Play><Play>${customer.url}/rest</Play>`),
    });
    await until(sandbox, () => {
      const call = sandbox.twilio.store.calls.get(callSid);
      if (seenAt("/rest").length > 0 && asked.length === 0)
        asked.push(...(call?.heard.filter(({ isComplete }) => isComplete).map(({ text }) => text) ?? []));
      return call?.endTime ?? undefined;
    });
    expect(asked[0]).toBe("La primera frase.");
  });
});
