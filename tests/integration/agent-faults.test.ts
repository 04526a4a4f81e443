import { describe, expect, inject, test } from "vitest";
import type { CallDetail } from "@/lib/calls/schema";
import { isAudible, type FaultOrder, type PhoneCall } from "../support/telephone";
import { judgeAtTheEnd } from "../support/specs";
import { dialExpected } from "../support/practice";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

const BACK_AGAIN = "Disculpe la interrupción";

async function ring(
  fault: Pick<FaultOrder, "target" | "kind" | "afterMs" | "times">,
): Promise<{ business: Business; phone: PhoneCall }> {
  const business = await createBusiness(house);
  await business.sandbox.misbehave({ ...fault, match: `agent_id=${business.vendorAgentId}` });
  return { business, phone: await dialExpected(business) };
}

/** An agent without a voice of its own cannot go on by turns: a message is asked for, and nothing is left alive at either end. */
async function expectMessageBox({
  business,
  phone,
}: {
  business: Business;
  phone: PhoneCall;
}): Promise<CallDetail> {
  const over = await phone.untilOver(60_000);
  expect(over.documents.some(({ document }) => document.includes("<Record "))).toBe(true);
  expect(isAudible(await phone.heardAudio(), 1)).toBe(true);
  expect(over.streams).toEqual([]);
  return business.untilEnded(await business.findCallId(phone.from));
}

describe.concurrent("an agent or a line that fails", () => {
  test("an agent that is cut off mid-call comes back, is told what was said, and the call goes on", async () => {
    const { business, phone } = await ring({
      target: "elevenlabs.socket",
      kind: "cut",
      afterMs: 9000,
      times: 1,
    });
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.say("¿Qué horario tienen?");
    await phone.untilHeard(BACK_AGAIN, 30_000);
    await phone.say("Sí, confirmo la cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", outcome: "confirmed" });
    const types = (await business.events(callId)).map(({ type }) => type);
    expect(types.filter((type) => type === "agent_reconnecting")).toHaveLength(1);
    expect(types.filter((type) => type === "agent_connected")).toHaveLength(2);
    // One telephone stream all the way: only the agent was replaced.
    expect(types.filter((type) => type === "stream_started")).toHaveLength(1);
    const words = (await business.turns(callId)).map(({ text }) => text).join("\n");
    for (const said of [FIRST_MESSAGE, "¿Qué horario tienen?", BACK_AGAIN, "Sí, confirmo la cita."])
      expect(words).toContain(said);
  });

  test("an agent that is cut off again is given up: a message is asked for, and the record says why", async () => {
    const made = await ring({ target: "elevenlabs.socket", kind: "cut", afterMs: 4000, times: 2 });
    const call = await expectMessageBox(made);
    // It was answered and somebody spoke, so it did not fail as a call; what went wrong is said beside it.
    expect(call).toMatchObject({
      status: "completed",
      errorCode: "agent_error",
      streamEndReason: "agent_lost",
    });
  });

  test("an agent that is silent from the start is not waited for", async () => {
    const call = await expectMessageBox(await ring({ target: "elevenlabs.socket", kind: "silent" }));
    expect(call).toMatchObject({
      status: "failed",
      errorCode: "agent_error",
      streamEndReason: "agent_silent",
    });
  });

  test("an agent that falls silent mid-call is replaced", { timeout: 120_000 }, async () => {
    const { business, phone } = await ring({
      target: "elevenlabs.socket",
      kind: "silent",
      afterMs: 5000,
      times: 1,
    });
    await phone.untilHeard(BACK_AGAIN, 60_000);
    await phone.say("Sí, confirmo la cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    const call = await business.untilEnded(await business.findCallId(phone.from));
    expect(call).toMatchObject({ status: "completed", outcome: "confirmed" });
  });

  test("an agent that floods is dropped with the reason, and the caller is asked for a message", async () => {
    const call = await expectMessageBox(
      await ring({ target: "elevenlabs.socket", kind: "flood", afterMs: 3000 }),
    );
    // Which bound is met first, the unplayed audio's or the socket's, depends on how fast Twilio's end reads.
    expect(call.streamEndReason).toBe("agent_flooding");
    expect(call.errorCode).toBe(call.streamEndReason);
  });

  test("when the telephone's stream breaks the caller meets the agent again on a new one", async () => {
    const business = await createBusiness(house);
    const phone = await dialExpected(business);
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.say("¿Qué horario tienen?");
    await phone.untilHeard("de lunes a viernes");
    await phone.cut();
    await phone.untilHeard(BACK_AGAIN);
    await phone.say("Sí, confirmo la cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", outcome: "confirmed" });
    const events = await business.events(callId);
    const ends = events.filter(({ type }) => type === "stream_ended").map(({ payload }) => payload["reason"]);
    expect(ends).toEqual(["twilio_lost", "caller_hung_up"]);
    const turns = await business.turns(callId);
    expect(turns.map(({ position }) => position)).toEqual(turns.map((_, index) => index));
    const words = turns.map(({ text }) => text).join("\n");
    for (const said of ["¿Qué horario tienen?", "de lunes a viernes", BACK_AGAIN, "Sí, confirmo la cita."])
      expect(words).toContain(said);
  });

  test("a stream that Twilio cannot open at all ends with a tone, not in silence", async () => {
    const business = await createBusiness(house);
    await business.sandbox.misbehave({ target: "twilio.stream", kind: "refuse", match: business.accountSid });
    const phone = await business.dial();
    const call = await expectMessageBox({ business, phone });
    expect(call).toMatchObject({ status: "failed", errorCode: "stream_error" });
  });

  test("an operator's hang-up ends the call at once, as ended by hand", async () => {
    const business = await createBusiness(house);
    const phone = await business.dial();
    await phone.untilHeard(FIRST_MESSAGE);
    const callId = await business.findCallId(phone.from);
    expect((await business.client.send("POST", `/api/calls/${callId}/hang-up`, {})).status).toBe(200);
    expect((await phone.untilOver()).status).toBe("completed");
    expect(await business.untilEnded(callId)).toMatchObject({ status: "ended_manually" });
    expect(await business.client.refusal("POST", `/api/calls/${callId}/hang-up`, {})).toMatchObject({
      status: 409,
    });
  });
});
