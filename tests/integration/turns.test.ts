import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { callCosts } from "@/lib/model-uses/schema";
import { messageView } from "@/lib/messages/schema";
import { isBeepIn } from "../support/beep";
import { addPatient, addVisit, dayAhead, openPractice, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { postWebhook, voiceFields } from "../support/telephone-webhook";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
judgeAtTheEnd(house);

let database: postgres.Sql;
beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
afterAll(() => database.end());

const GREETING = "¿En qué puedo ayudarle?";

const makeBusiness = (given: Record<string, unknown> = {}) =>
  createBusiness(house, { agent: { mode: "turns", voiceId: READABLE_VOICE, ...given } });

/** Somebody who has heard the greeting. */
async function call(business: Business, from?: string): Promise<{ phone: PhoneCall; callId: string }> {
  const phone = await business.sandbox.dial(business.number, from);
  await phone.untilHeard(GREETING);
  return { phone, callId: await business.findCallId(phone.from) };
}

const said = (rows: { role: string; text: string }[]) => rows.map(({ role, text }) => `${role}: ${text}`);

const costsOf = (business: Business, callId: string) =>
  business.client.get(`/api/calls/${callId}/costs`, callCosts);
const questionsOf = ({ modelUses }: z.output<typeof callCosts>) =>
  modelUses.filter(({ purpose }) => purpose === "reply").reduce((sum, { questions }) => sum + questions, 0);

/** Faults are for whoever says these words, and nobody else does. */
const modelFails = (business: Business, words: string, times: number) =>
  business.sandbox.misbehave({ target: "openai.rest", match: words, kind: "status", status: 503, times });

/** Several conversations at once, each word by word. */
vi.setConfig({ testTimeout: 120_000 });

describe.concurrent("a call that is held by turns", () => {
  test("is answered, understood, and on record with what it cost", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    await phone.say("¿A qué hora abren?");
    await phone.untilHeard("de lunes a viernes de nueve a ocho");
    await phone.say("Nada más, gracias, adiós");
    // The goodbye is heard to its end, and then the agent hangs up.
    await phone.untilOver();
    const over = await business.untilEnded(callId);
    expect(over).toMatchObject({ status: "completed", mode: "turns", errorCode: null });
    const lines = said(await business.turns(callId));
    expect(lines[0]).toContain(`agent: `);
    expect(lines[1]).toBe("caller: ¿A qué hora abren?");
    expect(lines[2]).toMatch(/^agent: .*nueve a ocho/);
    expect(lines[3]).toMatch(/^caller: Nada más/);
    const costs = await until("the bill", async () => {
      const told = await costsOf(business, callId);
      return questionsOf(told) >= 2 ? told : undefined;
    });
    expect(Number(costs.openAiUsd)).toBeGreaterThan(0);
    // Each sentence was spoken for this call: ElevenLabs says what that took.
    expect(Number(costs.elevenLabsUsd)).toBeGreaterThan(0);
    expect(costs.estimated).toEqual(["elevenlabs"]);
    const { documents } = await phone.detail();
    expect(documents.some(({ document }) => document.includes("<Say"))).toBe(false);
  });

  test("costs something also where nobody heard the end: about what had come by then", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    const words = "Cuénteme despacio a qué hora abren";
    await business.sandbox.misbehave({
      target: "openai.rest",
      kind: "pace",
      match: words,
      delayMs: 100,
      afterMs: 1000,
    });
    await phone.say(words);
    await until("the model is asked", async () => (await business.turns(callId)).length > 1);
    await phone.hangUp();
    await business.untilEnded(callId);
    const costs = await until(
      "the bill",
      async () => {
        const told = await costsOf(business, callId);
        return told.estimated.includes("openai") ? told : undefined;
      },
      30_000,
    );
    expect(costs.modelUses.find(({ purpose }) => purpose === "reply")).toMatchObject({ isEstimated: true });
    expect(Number(costs.openAiUsd)).toBeGreaterThan(0);
  });

  test("confirms an appointment with the tools of every other mode", async () => {
    const business = await makeBusiness();
    const practice = await openPractice(business);
    const { id: contactId, number } = await addPatient(business, "Marta Gil");
    await addVisit(business, { contactId, ...practice, startsAt: dayAhead(7, "10:00") });
    const { phone, callId } = await call(business, number);
    await phone.say("Quiero confirmar mi cita, soy Marta Gil");
    await phone.untilHeard("queda confirmada");
    await phone.hangUp();
    expect(await business.untilEnded(callId)).toMatchObject({ outcome: "confirmed" });
    const [use] = await database<{ name: string; source: string }[]>`
      select name, source from tool_uses where call_id = ${callId}`;
    expect(use).toEqual({ name: "confirm_appointment", source: "openai" });
  });

  test("asks a caller who says nothing in other words each time, and then ends", async () => {
    const business = await makeBusiness({ silenceTimeoutSeconds: 9 });
    const { phone, callId } = await call(business);
    await phone.untilHeard("¿Sigue ahí?", 20_000);
    await phone.untilHeard("No le oigo", 20_000);
    await phone.untilOver(40_000);
    expect(await phone.heardWords()).toContain("Parece que no nos oímos");
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed" });
    expect(said(await business.turns(callId)).filter((line) => line.startsWith("caller"))).toEqual([]);
  });

  test("goes on when the model fails once; when it fails again the caller leaves a message", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    await modelFails(business, "quisiera saber el horario", 1);
    await phone.say("Hola, quisiera saber el horario");
    await phone.untilHeard("¿Puede repetirlo, por favor?");
    await phone.say("¿A qué hora abren?");
    await phone.untilHeard("nueve a ocho");
    await modelFails(business, "aparcamiento", 5);
    await phone.say("¿Y tienen aparcamiento?");
    await until("asked again", async () => (await phone.heardWords()).split("¿Puede repetirlo").length > 2);
    await phone.say("Que si tienen aparcamiento");
    await until("the tone", async () => isBeepIn(await phone.heardAudio()));
    await phone.say("Llámenme, por favor.");
    await phone.untilOver(60_000);
    const [message] = await until("the message", async () => {
      const list = await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView));
      return list.length > 0 ? list : undefined;
    });
    expect(message?.recording).not.toBeNull();
    const events = await business.events(callId);
    expect(events.filter(({ type }) => type === "reply_failed")).toHaveLength(3);
  });

  test("asked for a message at once when the voice is gone", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    await business.sandbox.misbehave({
      target: "elevenlabs.rest",
      match: ["text-to-speech", business.apiKey],
      kind: "status",
      status: 503,
      times: 100,
    });
    await phone.say("¿A qué hora abren?");
    await until("the tone", async () => isBeepIn(await phone.heardAudio()));
    await phone.hangUp();
    expect(await business.untilEnded(callId)).toMatchObject({ errorCode: "voice_failed" });
  });

  test("an emergency is answered with the fixed words, whatever the model would say", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    await modelFails(business, "Mi marido", 5);
    await phone.say("Mi marido no puede respirar");
    await phone.untilHeard("puede ser una urgencia médica");
    await phone.hangUp();
    expect(await business.untilEnded(callId)).toMatchObject({ attentionReason: "medical_emergency" });
  });
});

describe.concurrent("what Twilio says of a call by turns", () => {
  const respond = (business: Business, callSid: string, path: string, fields: Record<string, string>) =>
    postWebhook(business, path, voiceFields(business, { CallSid: callSid, ...fields }));

  test("told twice is one turn, and answered alike", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    const path = `/voice-calls/webhook/response/${callId}?reply=0`;
    const fields = { SpeechResult: "¿A qué hora abren?", Confidence: "0.9" };
    const first = await respond(business, phone.callSid, path, fields);
    const second = await respond(business, phone.callSid, path, fields);
    expect(first.status).toBe(200);
    expect(second.text).toBe(first.text);
    expect(first.text).toMatch(/<Gather [^>]*input="dtmf speech"[^>]*>(<Play>[^<]+<\/Play>){2}<\/Gather>/);
    const callers = said(await business.turns(callId)).filter((line) => line.startsWith("caller"));
    expect(callers).toEqual(["caller: ¿A qué hora abren?"]);
    await phone.hangUp();
  });

  test.each([
    ["nothing", {}, "¿Sigue ahí?"],
    ["an empty text", { SpeechResult: "" }, "¿Sigue ahí?"],
    ["noise", { SpeechResult: "… - …", Confidence: "0.8" }, "no le he oído bien"],
    ["words nobody is sure of", { SpeechResult: "abrir ola", Confidence: "0.1" }, "no le he oído bien"],
  ])("%s is asked about", async (_, fields, words) => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    const path = `/voice-calls/webhook/response/${callId}?reply=0`;
    const answer = await respond(business, phone.callSid, path, fields);
    expect(answer.status).toBe(200);
    expect(said(await business.turns(callId)).at(-1)).toContain(words);
    await phone.hangUp();
  });

  test.each([
    ["10,000 characters", { SpeechResult: "horario ".repeat(1250), Confidence: "0.9" }],
    ["no confidence", { SpeechResult: "¿Qué horario tienen?" }],
    ["a confidence that is no number", { SpeechResult: "¿Qué horario tienen?", Confidence: "mucha" }],
    ["keys", { Digits: "123" }],
  ])("%s are taken as said", async (_, fields) => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    const path = `/voice-calls/webhook/response/${callId}?reply=0`;
    const answer = await respond(business, phone.callSid, path, fields);
    expect(answer.text).toContain("/voice-calls/audio/");
    const words = Object.values(fields)[0] ?? "";
    const callers = (await business.turns(callId)).filter(({ role }) => role === "caller");
    expect(callers.map(({ text }) => text)).toEqual([words.trim()]);
    await phone.hangUp();
  });

  test("of somebody else's call is nobody's business", async () => {
    const [ours, theirs] = await Promise.all([makeBusiness(), makeBusiness()]);
    const { phone, callId } = await call(ours);
    const path = `/voice-calls/webhook/response/${callId}?reply=0`;
    const fields = { SpeechResult: "Hola", Confidence: "0.9" };
    expect((await respond(theirs, phone.callSid, path, fields)).status).toBe(401);
    const unsigned = await postWebhook(ours, path, voiceFields(ours, { CallSid: phone.callSid }), null);
    expect(unsigned.status).toBe(401);
    expect((await ours.turns(callId)).filter(({ role }) => role === "caller")).toEqual([]);
    await phone.hangUp();
  });

  test("of a call that is over is answered with the end", async () => {
    const business = await makeBusiness();
    const { phone, callId } = await call(business);
    await phone.hangUp();
    await business.untilEnded(callId);
    const path = `/voice-calls/webhook/response/${callId}?reply=0`;
    const late = await respond(business, phone.callSid, path, { SpeechResult: "Hola" });
    expect(late.text).toContain("<Hangup/>");
  });

  test("a sound nobody made is not there", async () => {
    const answer = await fetch(`${house.webUrl}/voice-calls/audio/eyJ0IjoiYSJ9.x`);
    expect(answer.status).toBe(404);
  });
});
