import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Business, createBusiness } from "../support/tenant";
import { DOORS } from "./doors";
import { anyText, HOSTILE_TEXTS } from "./hostile";
import { newCallSid, sendTwilioForm, voiceForm } from "./twilio-form";

const house = inject("house");
let business: Business;
let other: Business;
beforeAll(async () => {
  [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
});
afterAll(async () => {
  for (const url of [house.webUrl, house.bridgeUrl.replace("ws", "http"), house.workerUrl]) {
    expect((await fetch(`${url}/readyz`)).status, url).toBe(200);
  }
});

const form = (fields: Record<string, string> = {}) => voiceForm(business, fields);
const twilio = (path: string, fields: Record<string, string | string[]>) =>
  sendTwilioForm(business, path, fields);

const twilioDoors = DOORS.filter(
  ({ path, method }) =>
    method === "POST" && /^\/(voice\/|voice-calls\/webhook\/|webhook\/|webhooks\/(voice|twilio))/.test(path),
);

describe.each(twilioDoors)("$name, signed by Twilio", ({ path }) => {
  it("takes hostile fields without failing", async () => {
    const names = Object.keys(form());
    const send = async (name: string, value: string | string[]) => {
      const { status, text } = await twilio(path, { ...form(), [name]: value });
      const context = `${name}=${JSON.stringify(value).slice(0, 80)} → ${status} ${text.slice(0, 200)}`;
      expect([200, 400, 401, 413], context).toContain(status);
      if (text.startsWith("<?xml")) expect(text, context).toMatch(/<\/Response>|<Response\/>/);
    };
    for (const name of names) for (const value of HOSTILE_TEXTS) await send(name, value);
    for (const [name, value] of [
      ["Timestamp", "+099999-01-01T00:00:00Z"],
      ["Timestamp", "Fri, 31 Dec 275759 23:00:00 GMT"],
      ["CallDuration", "999999999"],
      ["SequenceNumber", "999999999"],
      ["From", ["+34600000001", "+34600000002"]],
      ["CallSid", [newCallSid(), newCallSid()]],
    ] as const) {
      await send(name, typeof value === "string" ? value : [...value]);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...names, "Timestamp", "CallDuration"), anyText),
        anyText,
        send,
      ),
      { numRuns: 60 },
    );
  });

  it("takes a form with any field missing, none at all, or more than it will read", async () => {
    for (const name of Object.keys(form())) {
      const { [name]: _left, ...rest } = form();
      expect([200, 400, 401], name).toContain((await twilio(path, rest)).status);
    }
    expect([200, 401]).toContain((await twilio(path, {})).status);
    expect((await twilio(path, form({ Extra: "x".repeat(2 * 1024 * 1024) }))).status).toBe(413);
  });

  it("does not let one business speak of another's call", async () => {
    const phone = await other.dial();
    const callId = await other.findCallId(phone.from);
    const before = await other.events(callId);
    const { status, text } = await twilio(path, form({ CallSid: phone.callSid, CallStatus: "completed" }));
    expect([200, 401], text).toContain(status);
    expect(text).not.toContain(callId);
    const foreign = (await other.events(callId)).filter((event) => event.payload["status"] === "completed");
    expect(foreign).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
    await phone.hangUp();
  });
});

it("an inbound call of these very forms is answered", async () => {
  const answer = await twilio("/webhooks/voice", form());
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("<Connect>");
});
