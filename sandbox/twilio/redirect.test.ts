import { describe, expect, it } from "vitest";
import { speak } from "../speech";
import { ACCOUNT_SID, ADVISOR, control, ended, legTo, PATIENT } from "./fixture";
import type { Leg } from "./leg";
import {
  answerAt,
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

const LONG = speak("Le paso con una persona del equipo en cuanto se libere alguien que le pueda atender.");

describe("a live call that is sent to another address", () => {
  const redirect = (leg: Leg, path: string) =>
    post(`/Calls/${leg.record.sid}.json`, { Url: `${customer.url}${path}` });

  it.each([
    [
      "a room where it waits",
      (url: string) => `<Dial action="${url}/tail"><Conference waitUrl="">r</Conference></Dial>`,
      "conference-joined",
    ],
    ["a recording", (url: string) => `<Record action="${url}/tail"/>`, "recording"],
    ["a question", (url: string) => `<Gather timeout="60" action="${url}/tail"/>`, "verb"],
    ["a sound", (url: string) => `<Play>${url}/long</Play>`, "played"],
    [
      "a telephone that rings",
      (url: string) => `<Dial action="${url}/tail"><Number>${ADVISOR}</Number></Dial>`,
      "verb",
    ],
  ])("leaves %s at once, and nothing that followed runs", async (_name, verb, begun) => {
    customer.sounds.set("/long", LONG);
    customer.documents.set("/tail", response("<Hangup/>"));
    customer.documents.set("/next", response("<Hangup/>"));
    await callOut({
      Twiml: response(`${verb(customer.url)}<Redirect>${customer.url}/tail</Redirect>`),
    });
    const leg = await answerAt(PATIENT);
    await untilEvent(leg, begun);
    expect(await redirect(leg, "/next")).toMatchObject({ status: 200, json: { status: "in-progress" } });
    await ended(sandbox, leg.record.sid);
    expect(seenAt("/next")).toHaveLength(1);
    expect(seenAt("/tail")).toEqual([]);
  });

  it("hangs up whom it was ringing", async () => {
    customer.documents.set("/next", response('<Pause length="60"/>'));
    await callOut({ Twiml: response(`<Dial><Number>${ADVISOR}</Number></Dial>`) });
    const leg = await answerAt(PATIENT);
    const advisor = await legTo(sandbox, ADVISOR);
    await redirect(leg, "/next");
    expect(await ended(sandbox, advisor.record.sid)).toMatchObject({ status: "canceled" });
    expect(leg.isEnded).toBe(false);
  });

  it("goes where it was sent last, though the first address is still to answer", async () => {
    await control(sandbox, "faults", {
      target: "twilio.webhook",
      kind: "delay",
      delayMs: 60_000,
      match: "/slow",
    });
    customer.documents.set("/next", response("<Hangup/>"));
    await callOut({ Twiml: response('<Pause length="60"/>') });
    const leg = await answerAt(PATIENT);
    await untilEvent(leg, "verb");
    await redirect(leg, "/slow");
    await untilEvent(leg, "redirected");
    await redirect(leg, "/next");
    await ended(sandbox, leg.record.sid);
    expect(seenAt("/next")).toHaveLength(1);
  });

  it.each([
    ["rings", async () => void (await legTo(sandbox, PATIENT))],
    [
      "is over",
      async () => {
        const leg = await legTo(sandbox, PATIENT);
        leg.pickup.resolve("reject");
        await ended(sandbox, leg.record.sid);
      },
    ],
  ])("is refused while it %s", async (_name, reach) => {
    const callSid = await callOut({ Twiml: response("<Hangup/>") });
    await reach();
    expect(await post(`/Calls/${callSid}.json`, { Url: `${customer.url}/next` })).toMatchObject({
      status: 400,
      json: { code: 21_220 },
    });
  });

  it("is refused while it waits for its turn", async () => {
    await control(sandbox, "accounts", { accountSid: ACCOUNT_SID, callsPerSecond: 0.001 });
    await callOut({ Twiml: response("<Hangup/>") });
    const waiting = await callOut({ Twiml: response("<Hangup/>") });
    expect(await post(`/Calls/${waiting}.json`, { Twiml: response("<Hangup/>") })).toMatchObject({
      json: { code: 21_220 },
    });
  });

  it("is not told an address and a document at once", async () => {
    await callOut({ Twiml: response('<Pause length="60"/>') });
    const leg = await answerAt(PATIENT);
    const both = { Url: `${customer.url}/next`, Twiml: response("<Hangup/>") };
    expect(await post(`/Calls/${leg.record.sid}.json`, both)).toMatchObject({
      status: 400,
      json: { code: 32_019 },
    });
  });
});

describe("the end of a call by REST", () => {
  const end = (sid: string, status: string) => post(`/Calls/${sid}.json`, { Status: status });

  it.each(["canceled", "completed"])("%s stops the ringing, and says so", async (status) => {
    const callSid = await callOut({
      Twiml: response("<Hangup/>"),
      StatusCallback: `${customer.url}/status`,
    });
    await legTo(sandbox, PATIENT);
    await end(callSid, status);
    expect(await ended(sandbox, callSid)).toMatchObject({ status: "canceled", answeredAt: null });
    await callbacksOf(callSid);
    expect(seenAt("/status").map(({ fields }) => fields["CallStatus"])).toEqual(["canceled"]);
  });

  it("canceled leaves alone who speaks already, completed does not", async () => {
    const callSid = await callOut({ Twiml: response('<Pause length="60"/>') });
    const leg = await answerAt(PATIENT);
    await untilEvent(leg, "verb");
    expect(await end(callSid, "canceled")).toMatchObject({ status: 200, json: { status: "in-progress" } });
    expect(leg.isEnded).toBe(false);
    await end(callSid, "completed");
    expect(await ended(sandbox, callSid)).toMatchObject({ status: "completed" });
    expect(await end(callSid, "completed")).toMatchObject({ status: 400, json: { code: 21_220 } });
  });

  it("ends the room of who was to end it", async () => {
    const room = (more: string) =>
      response(`<Dial><Conference beep="false" waitUrl="" ${more}>r</Conference></Dial>`);
    await callOut({ Twiml: room('endConferenceOnExit="true"') });
    const caller = await answerAt(PATIENT);
    await untilEvent(caller, "conference-joined");
    await post("/Calls.json", { To: ADVISOR, From: caller.record.from, Twiml: room("") });
    const advisor = await answerAt(ADVISOR);
    await untilEvent(advisor, "conference-joined");
    await end(caller.record.sid, "completed");
    expect(await ended(sandbox, advisor.record.sid)).toMatchObject({ status: "completed" });
  });
});

describe("news of a call that the API placed", () => {
  const EVENTS = ["initiated", "ringing", "answered", "completed"];
  const at = (attempt: string): [string, string][] => [
    ["Twiml", response("<Hangup/>")],
    ["StatusCallback", `${customer.url}/status?attempt=${attempt}`],
    ...EVENTS.map((event): [string, string] => ["StatusCallbackEvent", event]),
  ];

  /** Numbers and statuses of what arrived for one attempt. */
  async function arrived(attempt: string, count = 4): Promise<string[]> {
    const callSid = await callOut(at(attempt));
    await answerAt(PATIENT);
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    // One that was held back is in nobody's queue.
    await expect.poll(() => seenAt(`/status?attempt=${attempt}`).length).toBe(count);
    return seenAt(`/status?attempt=${attempt}`).map(
      ({ fields }) => `${fields["SequenceNumber"]} ${fields["CallStatus"]}`,
    );
  }

  it.each<[string, Record<string, unknown>, string[]]>([
    ["duplicate", {}, ["0 initiated", "1 ringing", "1 ringing", "2 in-progress", "3 completed"]],
    ["drop", {}, ["0 initiated", "2 in-progress", "3 completed"]],
    ["delay", { delayMs: 50 }, ["0 initiated", "1 ringing", "2 in-progress", "3 completed"]],
  ])("can be told to %s, one callback of one attempt alone", async (kind, more, expected) => {
    await control(sandbox, "faults", {
      target: "twilio.webhook",
      kind,
      times: 1,
      match: ["attempt=2", "ringing"],
      ...more,
    });
    expect(await arrived("1")).toEqual(["0 initiated", "1 ringing", "2 in-progress", "3 completed"]);
    expect(await arrived("2", expected.length)).toEqual(expected);
  });

  it("can be told to come after the news that followed it", async () => {
    await control(sandbox, "faults", {
      target: "twilio.webhook",
      kind: "reorder",
      times: 1,
      match: ["attempt=3", "ringing"],
    });
    const numbers = await arrived("3");
    expect(numbers.indexOf("1 ringing")).toBeGreaterThan(numbers.indexOf("2 in-progress"));
  });
});
