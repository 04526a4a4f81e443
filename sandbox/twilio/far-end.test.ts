import { describe, expect, it } from "vitest";
import { ADVISOR, CLINIC, control, ended, legTo, until } from "./fixture";
import { customer, openLines, post, response, sandbox, seenAt } from "./test-lines";

openLines();

/** An advisor is rung as a transfer rings them: a brief, and a key to accept. */
async function ring(order: Record<string, unknown>): Promise<string> {
  await control(sandbox, "phones", { number: ADVISOR, ...order });
  customer.documents.set(
    "/brief",
    response(
      `<Gather numDigits="1" timeout="2" action="${customer.url}/key"><Say>Llama Ana. Pulse uno.</Say></Gather><Hangup/>`,
    ),
  );
  customer.documents.set(
    "/key",
    response('<Dial><Conference beep="false" waitUrl="">conf_1</Conference></Dial>'),
  );
  const { json } = await post("/Calls.json", { To: ADVISOR, From: CLINIC, Url: `${customer.url}/brief` });
  return String(json["sid"]);
}

const pressed = () => seenAt("/key").map(({ fields }) => fields["Digits"]);

describe("a telephone that was told what to do", () => {
  it.each([
    ["accepts with 1", { behaviour: "accept" }, "1"],
    ["declines with another key", { behaviour: "decline" }, "2"],
    ["presses the key it was given", { behaviour: "answer", keys: "9" }, "9"],
  ])("%s once a key is asked for", async (_name, order, key) => {
    const callSid = await ring({ ...order, afterMs: 0 });
    await until(sandbox, () =>
      sandbox.twilio.store.calls.get(callSid)?.events.find(({ type }) => type === "conference-joined"),
    );
    expect(pressed()).toEqual([key]);
  });

  it("answers with a greeting and a beep as a mailbox, and never presses a key", async () => {
    const callSid = await ring({ behaviour: "mailbox", says: "Deje su mensaje." });
    const record = await ended(sandbox, callSid);
    expect(record).toMatchObject({ status: "completed", said: [{ text: "Deje su mensaje." }] });
    expect(pressed()).toEqual([]);
    expect(record.heard[0]?.text).toBe("Llama Ana. Pulse uno.");
  });

  it("hangs up in the middle of the brief", async () => {
    const record = await ended(sandbox, await ring({ behaviour: "answer", hangUpAfterMs: 200 }));
    expect(record.heard.at(-1)?.isComplete ?? false).toBe(false);
    expect(pressed()).toEqual([]);
  });

  it("says its sentence to whom it is connected with, and then hangs up", async () => {
    await ring({ behaviour: "accept", afterMs: 0, says: "Soy Ana", hangUpAfterMs: 4000 });
    const caller = sandbox.twilio.call("+34600000009", CLINIC);
    if (!caller) throw new Error("nobody owns the number");
    await until(sandbox, () => (caller.isAnswered ? true : undefined));
    await post(`/Calls/${caller.record.sid}.json`, {
      Twiml: response(
        '<Dial><Conference beep="false" waitUrl="" endConferenceOnExit="true">conf_1</Conference></Dial>',
      ),
    });
    await until(sandbox, () => caller.record.heard.find(({ text }) => text === "Soy Ana"));
    const advisor = await legTo(sandbox, ADVISOR);
    expect(await ended(sandbox, advisor.record.sid)).toMatchObject({ status: "completed" });
  });

  it("rings for a while first, longer than who calls may wait", async () => {
    await control(sandbox, "phones", { number: ADVISOR, behaviour: "accept", ringMs: 60_000 });
    const { json } = await post("/Calls.json", {
      To: ADVISOR,
      From: CLINIC,
      Twiml: response("<Hangup/>"),
      Timeout: "1",
    });
    expect(await ended(sandbox, String(json["sid"]))).toMatchObject({ status: "no-answer", said: [] });
  });

  it("is found out to be a machine only where it is one", async () => {
    expect(await control(sandbox, "phones", { number: ADVISOR, behaviour: "mailbox" })).toMatchObject({
      answeredBy: "machine",
    });
    expect(await control(sandbox, "phones", { number: ADVISOR, behaviour: "accept" })).toMatchObject({
      answeredBy: "human",
    });
  });
});
