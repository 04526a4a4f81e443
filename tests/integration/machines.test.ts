import { describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import type { AgentInput } from "@/lib/agents/schema";
import { callView } from "@/lib/calls/schema";
import { type Mode, MODES } from "@/lib/vocabulary";
import { type FarEnd, person, place, untilRings } from "../support/outbound";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { newCallSid, sendTwilioForm, voiceForm } from "./twilio-form";

const house = inject("house");
judgeAtTheEnd(house);

/** Greetings, beeps and messages last, and many telephones ring at once. */
vi.setConfig({ testTimeout: 120_000 });

const GREETING = "Hola, {{contact_name}}. Soy la asistente virtual de {{business_name}}.";
const MESSAGE = "Soy la asistente de {{business_name}}. Llámenos mañana, por favor, {{contact_name}}.";

const callers = (mode: Mode, agent: Partial<AgentInput> = {}): Promise<Business> =>
  createBusiness(house, {
    agent: { mode, type: "outbound", voiceId: READABLE_VOICE, firstMessage: GREETING, ...agent },
  });
const leaving = { machineAction: "leave_message", machineMessage: MESSAGE } as const;

/** Somebody, or something, is called and picks up. */
async function call(business: Business, told: FarEnd) {
  const to = await person(business.sandbox, told);
  const { id } = await place(business, { to, contactName: "Rosa" });
  return { id, phone: await untilRings(business.sandbox, to) };
}

const eventsOf = async (business: Business, callId: string, type: string) =>
  (await business.events(callId)).filter((event) => event.type === type);
const detected = (business: Business, callId: string) => eventsOf(business, callId, "machine_detected");

const tellVerdict = (business: Business, callId: string, fields: Record<string, string>) =>
  sendTwilioForm(business, `/voice-calls/webhook/amd/${callId}`, voiceForm(business, fields));

/** Twilio's own callback is lost: the test speaks for it. */
const dropVerdict = (business: Business) =>
  business.sandbox.misbehave({
    target: "twilio.webhook",
    kind: "drop",
    match: ["/voice-calls/webhook/amd/", business.accountSid],
    times: 1,
  });

describe.concurrent.each(MODES)("a call of mode %s that a machine may answer", (mode) => {
  test("goes on with a person, of whom it is known that they are one", async () => {
    const business = await callers(mode);
    const { id, phone } = await call(business, { behaviour: "answer" });
    await phone.untilHeard("Soy la asistente virtual");
    await business.untilCall(id, "knows who answered", ({ answeredBy }) => answeredBy === "human");
    await phone.say("No, nada más. Adiós.");
    await business.untilEnded(id);
    expect((await business.call(id)).outcome).not.toBe("voicemail");
  });

  test("goes on where nobody can tell, as with a person", async () => {
    const business = await callers(mode);
    const { id, phone } = await call(business, { behaviour: "answer", answeredBy: "unknown" });
    await business.untilCall(id, "knows that", ({ answeredBy }) => answeredBy === "unknown");
    await phone.untilHeard("Soy la asistente virtual");
    expect(await business.call(id)).toMatchObject({ status: "in_progress" });
    await phone.hangUp();
  });

  test("ends at a mailbox, with that result", async () => {
    const business = await callers(mode);
    const { id, phone } = await call(business, { behaviour: "mailbox" });
    await phone.untilOver();
    const over = await business.untilEnded(id);
    expect(over).toMatchObject({ status: "completed", outcome: "voicemail", answeredBy: "machine" });
    expect((await phone.detail()).left).toEqual([]);
  });

  test("leaves the business's message after the beep, in the agent's voice", async () => {
    const business = await callers(mode, leaving);
    const { id, phone } = await call(business, { behaviour: "mailbox" });
    const { left } = await phone.untilOver();
    const said = left.join(" ");
    expect(said).toContain(`Soy la asistente de Clínica ${business.key}.`);
    expect(said).toContain("Llámenos mañana, por favor, Rosa.");
    const over = await business.untilEnded(id);
    expect(over).toMatchObject({ status: "completed", outcome: "voicemail", answeredBy: "machine" });
    expect(await detected(business, id)).toHaveLength(1);
  });

  test("ends at a fax, without a result", async () => {
    const business = await callers(mode, leaving);
    const { id, phone } = await call(business, { behaviour: "fax" });
    await phone.untilOver();
    const over = await business.untilEnded(id);
    expect(over).toMatchObject({ status: "completed", outcome: null, answeredBy: "fax" });
  });
});

describe.concurrent("a verdict on who picked up", () => {
  test("that comes twice is one, and the message is played once", async () => {
    const business = await callers("bridge", leaving);
    await business.sandbox.misbehave({
      target: "twilio.webhook",
      kind: "duplicate",
      match: ["/voice-calls/webhook/", business.accountSid],
      times: 20,
    });
    const { id, phone } = await call(business, { behaviour: "mailbox" });
    const { left } = await phone.untilOver();
    expect(left.join(" ").match(/Llámenos mañana/g)).toHaveLength(1);
    await business.untilEnded(id);
    expect(await detected(business, id)).toHaveLength(1);
    expect(await eventsOf(business, id, "result_reported")).toHaveLength(1);
  });

  test("whose message cannot be spoken ends the call, and says that nothing was left", async () => {
    const business = await callers("bridge", leaving);
    await business.sandbox.misbehave({
      target: "elevenlabs.rest",
      kind: "status",
      status: 503,
      match: ["text-to-speech", business.apiKey],
      times: 20,
    });
    const { id, phone } = await call(business, { behaviour: "mailbox" });
    await phone.untilOver();
    expect(await business.untilEnded(id)).toMatchObject({ outcome: null, answeredBy: "machine" });
  });

  test("of which Twilio could not be told what follows is acted upon all the same", async () => {
    const business = await callers("bridge");
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 500,
      match: `${business.accountSid}/Calls/CA`,
      times: 2,
    });
    const { id, phone } = await call(business, { behaviour: "answer", answeredBy: "machine" });
    await phone.untilOver();
    expect(await business.untilEnded(id)).toMatchObject({ answeredBy: "machine", outcome: "voicemail" });
  });

  test("that comes after an advisor was asked for ends nothing", async () => {
    const business = await callers("bridge", { type: "inbound" });
    await addAdvisors(business, "accept");
    await dropVerdict(business);
    const { id, phone } = await call(business, { behaviour: "ring" });
    await phone.answer();
    await phone.untilHeard("Soy la asistente virtual");
    await phone.say("Quiero hablar con una persona, por favor");
    await until(
      "an advisor is asked for",
      async () => (await eventsOf(business, id, "transfer_requested"))[0],
    );
    await business.untilCall(id, "is transferred", ({ outcome }) => outcome === "transferred");
    await tellVerdict(business, id, { CallSid: phone.callSid, AnsweredBy: "machine_start" });
    expect(await business.call(id)).toMatchObject({ status: "in_progress", answeredBy: "human" });
    expect((await detected(business, id))[0]?.payload).toMatchObject({ why: "transfer" });
    await phone.hangUp();
  });

  test("for a call that is over only informs", async () => {
    const business = await callers("bridge");
    await dropVerdict(business);
    const { id, phone } = await call(business, { behaviour: "answer" });
    await phone.untilHeard("Soy la asistente virtual");
    await phone.hangUp();
    await business.untilEnded(id);
    const told = await tellVerdict(business, id, { CallSid: phone.callSid, AnsweredBy: "machine_start" });
    expect(told).toEqual({ status: 200, text: "OK" });
    expect(await business.call(id)).toMatchObject({ outcome: null, answeredBy: "machine" });
  });

  test("is believed only of the account that carries the call", async () => {
    const [business, stranger] = [await callers("bridge"), await callers("bridge")];
    const { id, phone } = await call(business, { behaviour: "ring" });
    await business.untilCall(id, "rings", ({ status }) => status === "ringing");
    const { callSid: CallSid } = phone;
    const address = `/voice-calls/webhook/amd/${id}`;
    const form = voiceForm(stranger, { CallSid, AnsweredBy: "machine_start" });
    expect((await sendTwilioForm(stranger, address, form)).status).toBe(401);
    const unsigned = await fetch(house.webUrl + address, { method: "POST", body: new URLSearchParams(form) });
    expect(unsigned.status).toBe(401);
    // Signed, but of another telephone call than the one in the address.
    const other = await tellVerdict(business, id, { CallSid: newCallSid(), AnsweredBy: "machine_start" });
    expect(other).toEqual({ status: 200, text: "OK" });
    expect(await business.call(id)).toMatchObject({ answeredBy: null, status: "ringing" });
    await phone.reject();
  });

  test("says who answered in the list of calls, where one can ask for mailboxes alone", async () => {
    const business = await callers("bridge");
    const mailbox = await call(business, { behaviour: "mailbox" });
    const human = await call(business, { behaviour: "answer", hangUpAfterMs: 4000 });
    await Promise.all([business.untilEnded(mailbox.id), business.untilEnded(human.id)]);
    const found = await business.client.get("/api/calls?answeredBy=machine", z.array(callView));
    expect(found.map(({ id }) => id)).toEqual([mailbox.id]);
  });
});

describe.concurrent.each(["bridge", "turns"] as const)("over %s a telephone that asks who calls", (mode) => {
  test("hears name and reason, and is no machine to hang up on: it puts the agent through", async () => {
    const business = await callers(mode, leaving);
    await dropVerdict(business);
    const { id, phone } = await call(business, { behaviour: "screening" });
    await until("the question is on record", async () =>
      (await business.turns(id)).some(({ role, text }) => role === "caller" && text.includes("motivo")),
    );
    await tellVerdict(business, id, { CallSid: phone.callSid, AnsweredBy: "machine_end_silence" });
    expect((await detected(business, id))[0]?.payload).toMatchObject({ why: "screening" });
    const screened = await until("the agent is put through", async () =>
      (await phone.detail()).events.find(({ type }) => type === "screened"),
    );
    expect(String(screened["told"])).toMatch(/^Soy (la|el) asistente virtual de.* Llamo por una cita\.$/);
    const now = await business.call(id);
    expect(now).toMatchObject({ status: "in_progress", answeredBy: "unknown", outcome: null });
    await phone.hangUp();
  });
});

describe.concurrent("what a mailbox would hear", () => {
  test("can be heard before it is saved, by who works with the telephone", async () => {
    const business = await callers("bridge");
    const order = { text: MESSAGE, language: "es", voiceId: READABLE_VOICE };
    const sound = await business.client.send("POST", "/api/agents/machine-message/preview", order);
    expect(sound.status).toBe(200);
    expect(sound.text.startsWith("RIFF")).toBe(true);
    const empty = { ...order, text: "{{nothing}}" };
    expect((await business.client.send("POST", "/api/agents/machine-message/preview", empty)).status).toBe(
      422,
    );
  });

  test("is refused with a variable that nobody fills in", async () => {
    const business = await callers("bridge");
    const patch = { machineAction: "leave_message", machineMessage: "Hola, {{nobody_knows}}." };
    const refused = await business.client.send("PATCH", `/api/agents/${business.agent.id}`, patch);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("variables.nobody_knows");
  });
});
