import { readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { type AgentInput, voiceView } from "@/lib/agents/schema";
import { attentionView, waitingCallView } from "@/lib/safety/schema";
import { fixedWords } from "@/lib/safety/words";
import { tenantView } from "@/lib/tenants/schema";
import type { Country, Language } from "@/lib/vocabulary";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { addMember } from "./members";

const house = inject("house");
judgeAtTheEnd(house);

const SAID: Record<Language, { emergency: string; advice: string }> = {
  es: { emergency: "Me duele el pecho y no puedo respirar.", advice: "¿Qué me tomo para el dolor?" },
  en: { emergency: "My chest hurts and I can't breathe.", advice: "What should I take for the pain?" },
};
const GREETINGS: Record<Language, string> = {
  es: FIRST_MESSAGE,
  en: "Test clinic, this is the virtual assistant. How may I help you?",
};
const waitingCalls = z.array(waitingCallView);

/** A business whose agent speaks in a voice of its own, as its words in the cache do. */
async function open(
  { language = "es", ...given }: Partial<AgentInput>,
  country: Country = "ES",
): Promise<Business> {
  const business = await createBusiness(house, { agent: null });
  if (country !== "ES") await business.client.ask("PATCH", "/api/tenant", tenantView, { country });
  const [voice] = await business.client.get("/api/voices", z.array(voiceView));
  const spoken = { language, firstMessage: GREETINGS[language], voiceId: voice?.voiceId ?? null };
  const agent = await business.createAgent({ ...spoken, ...given });
  await business.assign(agent.id);
  return business;
}

async function call(business: Business): Promise<{ phone: PhoneCall; callId: string }> {
  const phone = await business.dial();
  await phone.untilHeard(business.agent.firstMessage);
  return { phone, callId: await business.findCallId(phone.from) };
}

const waiting = (business: Business) => business.client.get("/api/attention", waitingCalls);

/** The call as today's list has it, once it has this reason. */
function untilWaiting(business: Business, callId: string, reason: string) {
  return until(`${callId} waits for a person: ${reason}`, async () =>
    (await waiting(business)).find(({ id, attentionReason }) => id === callId && attentionReason === reason),
  );
}

describe.concurrent("what no agent may answer", () => {
  test.each([
    ["bridge", "es"],
    ["bridge", "en"],
    ["native", "es"],
    ["native", "en"],
  ] as const)(
    "by an agent of mode %s in language %s is answered in fixed words, and noted",
    async (mode, language) => {
      const business = await open({ mode, language });
      const { phone, callId } = await call(business);
      await phone.say(SAID[language].advice);
      await phone.untilHeard(fixedWords("medical_advice", language, "ES"));
      await untilWaiting(business, callId, "medical_advice");
      await phone.say(SAID[language].emergency);
      await phone.untilHeard(fixedWords("medical_emergency", language, "ES"));
      const marked = await untilWaiting(business, callId, "medical_emergency");
      expect(marked).toMatchObject({ fromNumber: phone.from, attentionDoneAt: null });
      expect(SAID[language].emergency).toContain(marked.words);
      await phone.hangUp();
      await business.untilEnded(callId);
      // Read once more in the vendor's transcript, it is still one emergency and one question.
      await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
      const reasons = (await business.events(callId))
        .filter(({ type }) => type === "attention_needed")
        .map(({ payload }) => payload["reason"]);
      expect(reasons).toEqual(["medical_advice", "medical_emergency"]);
    },
  );
});

describe.concurrent("an emergency in a call that the bridge carries", () => {
  test("is answered in the caller's language with the number of the country, on the record as it was heard", async () => {
    const business = await open({ mode: "bridge", language: "es" }, "MX");
    const { phone, callId } = await call(business);
    await phone.say(SAID.en.emergency);
    const words = fixedWords("medical_emergency", "en", "MX");
    expect(words).toContain("911");
    await phone.untilHeard(words);
    const turns = await until("the words are in the transcript", async () => {
      const said = await business.turns(callId);
      return said.some(({ text }) => text === words) ? said : undefined;
    });
    expect(turns.find(({ text }) => text === words)).toMatchObject({ role: "agent", interrupted: false });
    await phone.hangUp();
  });

  test("is answered by the recording where the agent has no voice of its own", async () => {
    const business = await open({ mode: "bridge", voiceId: null });
    const { phone } = await call(business);
    await phone.say(SAID.es.emergency);
    const recording = readFileSync("lib/sentences/audio/es/emergency_112.wav");
    const middle = recording.subarray(20_000, 60_000);
    await until("the recording was heard", async () => (await phone.heardAudio()).includes(middle));
    await phone.hangUp();
  });
});

test("a call that needs a person is seen to by an operator, for all to see; nobody else may", async () => {
  const business = await open({ mode: "bridge" });
  const { phone, callId } = await call(business);
  await phone.say(SAID.es.advice);
  await untilWaiting(business, callId, "medical_advice");
  await phone.hangUp();
  await business.untilEnded(callId);
  const path = `/api/calls/${callId}/attention`;

  const stranger = await createBusiness(house, { agent: null });
  expect(await waiting(stranger)).toEqual([]);
  expect(await stranger.client.refusal("GET", path)).toMatchObject({ status: 404 });
  for (const method of ["POST", "DELETE"])
    expect(await stranger.client.refusal(method, `${path}/done`)).toMatchObject({ status: 404 });
  const viewer = await addMember(business.client, "viewer", business.key);
  expect(await viewer.client.refusal("POST", `${path}/done`)).toMatchObject({ status: 403 });
  expect((await business.call(callId)).attentionDoneAt).toBeNull();

  const operator = await addMember(business.client, "operator", business.key);
  const done = await operator.client.ask("POST", `${path}/done`, attentionView);
  expect(done).toMatchObject({
    attentionReason: "medical_advice",
    words: SAID.es.advice,
    attentionDoneBy: "Persona operator",
  });
  expect(await waiting(business)).toEqual([]);
  expect(await business.call(callId)).toMatchObject({
    attentionReason: "medical_advice",
    attentionDoneAt: done.attentionDoneAt,
  });
  await operator.client.ask("DELETE", `${path}/done`, attentionView);
  expect((await waiting(business)).map(({ id }) => id)).toEqual([callId]);
});

test("a call in which nothing of the kind was said needs nobody", async () => {
  const business = await open({ mode: "bridge" });
  const { phone, callId } = await call(business);
  await phone.say("Mi padre tuvo un infarto el año pasado. Quiero una cita.");
  await until("it was heard", async () =>
    (await business.turns(callId)).some(({ role }) => role === "caller"),
  );
  await phone.hangUp();
  await business.untilEnded(callId);
  expect(await business.client.refusal("GET", `/api/calls/${callId}/attention`)).toMatchObject({
    status: 404,
  });
  expect(await waiting(business)).toEqual([]);
});
