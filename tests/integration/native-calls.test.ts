import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { numberView } from "@/lib/numbers/schema";
import { person, place, ringsAt, untilRings } from "../support/outbound";
import { judgeAtTheEnd } from "../support/specs";
import { dialExpected, expectCaller } from "../support/practice";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

const GREETING =
  "Hola, {{contact_name}}. Le atiende la asistente virtual de {{business_name}}. ¿En qué puedo ayudarle?";

const native = (firstMessage = FIRST_MESSAGE): Promise<Business> =>
  createBusiness(house, { agent: { mode: "native", firstMessage } });

/** The number's calls go to ElevenLabs first, which asks us for the variables. */
async function throughElevenLabs(business: Business): Promise<void> {
  await business.client.ask("PUT", `/api/numbers/${business.numberId}/route`, numberView, {
    inboundVia: "elevenlabs",
  });
}

describe.concurrent("a call that ElevenLabs carries", () => {
  test("reaches us, is registered there, and has its transcript when it is over", async () => {
    const business = await native();
    const phone = await dialExpected(business);
    await phone.untilHeard(FIRST_MESSAGE);
    const callId = await business.findCallId(phone.from);
    expect(await business.call(callId)).toMatchObject({ mode: "native", status: "in_progress" });
    await phone.say("Sí, confirmo mi cita del martes.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.say("No, nada más. Adiós.");
    await phone.untilOver();
    await business.untilEnded(callId);
    const over = await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
    expect(over).toMatchObject({ status: "completed", outcome: "confirmed", twilioCallSid: phone.callSid });
    expect(over.elevenLabsConversationId).toMatch(/^conv_/);
    const spoken = (await business.turns(callId)).filter(({ role }) => role !== "tool");
    expect(spoken.map(({ role }) => role)).toEqual(["agent", "caller", "agent", "caller", "agent"]);
  });

  test("that cannot be registered is answered with a tone, never with silence", async () => {
    const business = await native();
    await business.sandbox.misbehave({
      target: "elevenlabs.rest",
      kind: "status",
      status: 503,
      match: ["register-call", business.apiKey],
    });
    const phone = await business.dial();
    const over = await phone.untilOver();
    expect(over.documents.some(({ document }) => document.includes("<Record "))).toBe(true);
    const call = await business.untilEnded(await business.findCallId(phone.from));
    expect(call).toMatchObject({ status: "failed", errorCode: "agent_unreachable" });
  });

  test("is placed once, with the words of this call, and its progress is seen", async () => {
    const business = await native(GREETING);
    const to = await expectCaller(business, await person(business.sandbox, "ring"));
    const placed = await place(business, { to, contactName: "Rosa Vidal", purpose: "reminder" });
    expect(placed).toMatchObject({ mode: "native", direction: "outbound", dialState: "accepted" });
    expect(placed.elevenLabsConversationId).toMatch(/^conv_/);
    const phone = await untilRings(business.sandbox, to);
    await business.untilCall(placed.id, "rings", ({ status }) => status === "ringing");
    await phone.answer();
    await phone.untilHeard(`Hola, Rosa Vidal. Le atiende la asistente virtual de Clínica ${business.key}.`);
    await business.untilCall(placed.id, "is answered", ({ status }) => status === "in_progress");
    await phone.say("Sí, confirmo mi cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    await business.untilEnded(placed.id);
    const over = await business.untilCall(
      placed.id,
      "has its report",
      ({ successful }) => successful !== null,
    );
    expect(over).toMatchObject({ status: "completed", twilioCallSid: phone.callSid, outcome: "confirmed" });
  });

  test.each([
    ["reject", "no_answer"],
    ["busy", "busy"],
    ["unreachable", "failed"],
  ] as const)("to a telephone that says %s ends as %s", async (behaviour, status) => {
    const business = await native();
    const placed = await place(business, { to: await person(business.sandbox, behaviour) });
    expect(await business.untilEnded(placed.id)).toMatchObject({ status });
  });

  test.each(["cut", "drop"] as const)(
    "whose order's answer is lost (%s) rings nobody twice",
    async (kind) => {
      const business = await native();
      const to = await person(business.sandbox, "ring");
      await business.sandbox.misbehave({
        target: "elevenlabs.rest",
        kind,
        match: ["outbound-call", business.apiKey],
        times: 1,
      });
      const placed = await place(business, { to });
      expect(placed.dialState).toBe("unknown");
      const again = await business.client.refusal("POST", "/api/calls", { to, agentId: business.agent.id });
      expect(again.status).toBe(409);
      expect((await ringsAt(business.sandbox, to)).length).toBeLessThanOrEqual(1);
    },
  );

  test("can be hung up while it rings", async () => {
    const business = await native();
    const to = await person(business.sandbox, "ring");
    const placed = await place(business, { to });
    await untilRings(business.sandbox, to);
    await business.client.ask("POST", `/api/calls/${placed.id}/hang-up`, z.unknown(), {});
    expect((await business.untilEnded(placed.id)).status).toBe("ended_manually");
  });
});

describe.concurrent("a call to a number that ElevenLabs answers first", () => {
  test("is on record, and a person we called before is greeted by name", async () => {
    const business = await native(GREETING);
    const caller = await person(business.sandbox, "reject");
    const earlier = await place(business, { to: caller, contactName: "Rosa Vidal" });
    await business.untilEnded(earlier.id);
    await throughElevenLabs(business);
    const phone = await business.sandbox.dial(business.number, caller);
    await phone.untilHeard("Hola, Rosa Vidal.");
    const callId = await business.findCallId(caller);
    expect(await business.call(callId)).toMatchObject({
      direction: "inbound",
      mode: "native",
      twilioCallSid: phone.callSid,
    });
    await phone.hangUp();
    expect((await business.untilEnded(callId)).status).toBe("completed");
  });

  test("by somebody who withholds the number is answered all the same", async () => {
    const business = await native(GREETING);
    await throughElevenLabs(business);
    const phone = await business.sandbox.dial(business.number, "anonymous");
    await phone.untilHeard("Le atiende la asistente virtual");
    await phone.hangUp();
    const [call] = await business.client.get("/api/calls", z.array(callView));
    expect(call).toMatchObject({ mode: "native", fromNumber: "anonymous" });
  });

  test("gives its variables to nobody without the business's own key", async () => {
    const [business, other] = await Promise.all([native(), native()]);
    const ask = (key: string | null) =>
      fetch(`${house.webUrl}/webhooks/elevenlabs/conversation-initiation`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(key ? { "x-centralita-key": key } : {}) },
        body: JSON.stringify({
          caller_id: "+34600111222",
          agent_id: business.vendorAgentId,
          called_number: business.number,
          call_sid: `CA${"0".repeat(32)}`,
        }),
      });
    const forged = `ck_${business.tenantId}.${"A".repeat(43)}`;
    for (const key of [null, "", "ck_x", forged, `ck_${other.tenantId}.${"A".repeat(43)}`]) {
      expect((await ask(key)).status, String(key)).toBe(401);
    }
    expect(await business.client.get("/api/calls", z.array(callView))).toEqual([]);
  });
});
