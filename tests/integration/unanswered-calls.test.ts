import { randomBytes } from "node:crypto";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { voiceView } from "@/lib/agents/schema";
import { callView } from "@/lib/calls/schema";
import { SENTENCES } from "@/lib/sentences/sentences";
import { isAudible, type PhoneCall, type TelephoneCall } from "../support/telephone";
import { newCallSid, postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";
import { isBeepIn } from "../support/beep";
import { isLastSentence } from "../support/played";
import { READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

/** The caller heard a sentence of this kind, whole, and then the call was over. */
async function expectSentence(phone: PhoneCall, over: TelephoneCall, sentence: string): Promise<void> {
  expect(over.status).toBe("completed");
  const last = over.documents.at(-1)?.document ?? "";
  expect(isLastSentence(last, sentence, "es"), last).toBe(true);
  expect(isAudible(await phone.heardAudio(), 1)).toBe(true);
}

async function ringAndLose(
  business: Business,
): Promise<{ phone: PhoneCall; over: TelephoneCall; callId: string }> {
  const phone = await business.dial();
  const over = await phone.untilOver();
  return { phone, over, callId: await business.findCallId(phone.from) };
}

describe.concurrent("a call that no agent takes", () => {
  test("a number without an agent says so, hangs up, and the call is on record as failed", async () => {
    const business = await createBusiness(house, { agent: null });
    const { phone, over, callId } = await ringAndLose(business);
    await expectSentence(phone, over, "no_agent");
    expect(await business.untilEnded(callId)).toMatchObject({
      status: "failed",
      errorCode: "no_agent",
      agent: null,
    });
  });

  test("an agent that is switched off is not asked", async () => {
    const business = await createBusiness(house, { agent: { status: "inactive" } });
    const { phone, over, callId } = await ringAndLose(business);
    await expectSentence(phone, over, "agent_inactive");
    expect(await business.untilEnded(callId)).toMatchObject({
      status: "failed",
      errorCode: "agent_inactive",
    });
    expect((await business.events(callId)).some(({ type }) => type === "stream_started")).toBe(false);
  });

  test("on a Twilio trial account, which cannot stream, the caller hears an apology", async () => {
    const business = await createBusiness(house, { accountType: "Trial" });
    const { phone, over, callId } = await ringAndLose(business);
    await expectSentence(phone, over, "apology");
    expect(await business.untilEnded(callId)).toMatchObject({ status: "failed", errorCode: "trial_account" });
  });

  test.each([
    ["its REST interface answers 503", { target: "elevenlabs.rest", kind: "status", status: 503 }],
    ["its socket refuses", { target: "elevenlabs.socket", kind: "refuse" }],
  ] as const)("an agent without a voice of its own is down (%s): a tone, never silence", async (_, fault) => {
    const business = await createBusiness(house);
    await business.sandbox.misbehave({ ...fault, match: `agent_id=${business.vendorAgentId}` });
    const { phone, over, callId } = await ringAndLose(business);
    expect(over.documents.some(({ document }) => document.includes("<Record "))).toBe(true);
    expect(isAudible(await phone.heardAudio(), 1)).toBe(true);
    const call = await business.untilEnded(callId);
    expect(call).toMatchObject({
      status: "failed",
      errorCode: "agent_error",
      streamEndReason: "agent_unreachable",
    });
    expect(call.errorMessage).not.toBe("");
    expect(await business.turns(callId)).toEqual([]);
  });

  test.each([
    ["bridge", { target: "elevenlabs.rest", kind: "status", status: 503 }, "agent_id="],
    ["bridge", { target: "elevenlabs.socket", kind: "refuse" }, "agent_id="],
    ["native", { target: "elevenlabs.rest", kind: "status", status: 503 }, "register-call"],
  ] as const)("the agent is down in mode %s: the caller is served by turns", async (mode, fault, what) => {
    const business = await createBusiness(house, { agent: { mode, voiceId: READABLE_VOICE } });
    const whose = mode === "native" ? business.apiKey : business.vendorAgentId;
    await business.sandbox.misbehave({ ...fault, match: [what, whose] });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("¿A qué hora abren?");
    await phone.untilHeard("nueve a ocho");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", mode: "turns" });
    const steps = (await business.events(callId)).filter(({ type }) => type === "stepped_down");
    expect(steps.map(({ payload }) => [payload["from"], payload["next"]])).toEqual([["agent", "turns"]]);
  });

  test("an agent that dies in mid-call goes on by turns, and knows what was said", async () => {
    const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
    const match = `agent_id=${business.vendorAgentId}`;
    await business.sandbox.misbehave({
      target: "elevenlabs.socket",
      kind: "cut",
      afterMs: 8000,
      times: 1,
      match,
    });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await business.sandbox.misbehave({ target: "elevenlabs.socket", kind: "refuse", match });
    await phone.say("Quiero dejar un recado");
    await phone.untilHeard("Disculpe la interrupción", 30_000);
    // Nothing but what was said before makes a message of it.
    await phone.say("Que me llame la doctora mañana");
    await phone.untilHeard("He tomado nota");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", mode: "turns" });
    const words = (await business.turns(callId)).map(({ text }) => text);
    expect(words).toContain("Quiero dejar un recado");
  });

  test("the agent is down, and the model too: the caller leaves a message", async () => {
    const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
    const match = `agent_id=${business.vendorAgentId}`;
    await business.sandbox.misbehave({ target: "elevenlabs.socket", kind: "refuse", match });
    await business.sandbox.misbehave({
      target: "openai.rest",
      kind: "status",
      status: 503,
      match: "ortodoncista",
    });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("Busco al ortodoncista");
    await phone.untilHeard("¿Puede repetirlo, por favor?");
    await phone.say("Al ortodoncista");
    await until("the tone", async () => isBeepIn(await phone.heardAudio()));
    await phone.say("Llámenme mañana, por favor.");
    await phone.untilOver(60_000);
    const callId = await business.findCallId(phone.from);
    expect(await business.untilEnded(callId)).toMatchObject({ outcome: "message_taken" });
  });

  test("on a trial account an agent with a voice is heard by turns", async () => {
    const business = await createBusiness(house, {
      accountType: "Trial",
      agent: { voiceId: READABLE_VOICE },
    });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.hangUp();
    const call = await business.untilEnded(await business.findCallId(phone.from));
    expect(call).toMatchObject({ status: "completed", mode: "turns", errorCode: "trial_account" });
  });

  test("the sentence is spoken in the agent's voice when it has one", async () => {
    const business = await createBusiness(house, { agent: null });
    const [voice] = await business.client.get("/api/voices", z.array(voiceView));
    const agent = await business.createAgent({ status: "inactive", voiceId: voice?.voiceId ?? "" });
    await business.assign(agent.id);
    const { phone, over } = await ringAndLose(business);
    await expectSentence(phone, over, "agent_inactive");
    // Only what the vendor's voice says can be read back; the bundled recordings are a person's.
    expect(await phone.heardWords()).toBe(SENTENCES.agent_inactive.es);
  });

  test("a number of a known account that the house does not hold is rejected", async () => {
    const business = await createBusiness(house);
    const answer = await postWebhook(
      business,
      "/webhooks/voice",
      voiceFields(business, { To: "+34910999999" }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/xml");
    expect(answer.text).toContain('<Response><Reject reason="rejected"/></Response>');
    expect(await business.client.get("/api/calls", z.array(callView))).toEqual([]);
  });

  test("what is unsigned, forged, or signed by another business is 401 and leaves nothing behind", async () => {
    const [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
    const fields = voiceFields(business);
    const doors = [
      "/webhooks/voice",
      "/voice/incoming",
      "/voice/status",
      "/webhook/voice/status",
      "/webhooks/twilio/stream",
      "/webhooks/twilio/after-stream",
    ];
    const keys = [null, randomBytes(16).toString("hex"), other.authToken];
    for (const door of doors) {
      for (const key of keys) {
        const refused = await postWebhook(business, door, { ...fields, CallSid: newCallSid() }, key);
        expect(refused.status, `${door} ${key}`).toBe(401);
      }
    }
    const foreign = { ...fields, AccountSid: other.accountSid };
    expect((await postWebhook(business, "/webhooks/voice", foreign, other.authToken)).status).toBe(401);
    expect(await business.client.get("/api/calls", z.array(callView))).toEqual([]);
    expect(await other.client.get("/api/calls", z.array(callView))).toEqual([]);
    // The very same request, properly signed, is a call: it was the signature that was refused.
    expect((await postWebhook(business, "/webhooks/voice", fields)).status).toBe(200);
    expect(await business.client.get("/api/calls", z.array(callView))).toHaveLength(1);
  });
});
