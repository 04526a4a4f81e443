import { describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { messageView } from "@/lib/messages/schema";
import { recordingView } from "@/lib/recordings/schema";
import { transferView, type TransferView } from "@/lib/transfers/schema";
import { isBeepIn } from "../support/beep";
import type { Mode } from "@/lib/vocabulary";
import { ringsAt } from "../support/outbound";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const OVER = new Set(["completed", "canceled", "failed", "busy", "no-answer"]);

const transfersOf = (business: Business, callId: string) =>
  business.client.get(`/api/calls/${callId}/transfers`, z.array(transferView));

async function untilTransfer(
  business: Business,
  callId: string,
  status: TransferView["status"],
  position = 0,
): Promise<TransferView> {
  return until(`the transfer is ${status}`, async () => {
    const found = (await transfersOf(business, callId))[position];
    return found?.status === status ? found : undefined;
  });
}

/** A caller who has just asked the agent for a person. */
async function askForPerson(business: Business): Promise<{ phone: PhoneCall; callId: string }> {
  const phone = await business.dial();
  await phone.untilHeard("¿En qué puedo ayudarle?");
  await phone.say("Quiero hablar con una persona, por favor");
  const callId = await business.findCallId(phone.from);
  return { phone, callId };
}

/** No telephone of an advisor is left ringing or talking. */
async function expectNoLegAlive(business: Business, numbers: string[]): Promise<void> {
  for (const number of numbers) {
    for (const ring of await ringsAt(business.sandbox, number)) {
      await until(`the leg to ${number} is over`, async () => OVER.has((await ring.detail()).status));
    }
  }
}

const makeBusiness = async (mode: Mode, ringSeconds = 5) => {
  const business = await createBusiness(house, { agent: { mode, voiceId: READABLE_VOICE } });
  await business.client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), {
    advisorRingSeconds: ringSeconds,
  });
  return business;
};

/** A telephone rings for seconds, and a mailbox hears the brief twice. */
vi.setConfig({ testTimeout: 150_000 });

describe.concurrent.each(["bridge", "native", "turns"] as const)(
  "a caller of an agent in %s mode who wants a person",
  (mode) => {
    test("is put through: both hear each other, and the call ends when the advisor hangs up", async () => {
      const business = await makeBusiness(mode);
      const [ana] = await addAdvisors(business, {
        behaviour: "accept",
        name: "Ana Ruiz",
        says: "Hola, soy Ana, dígame.",
      });
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("Hola, soy Ana, dígame.");
      const connected = await untilTransfer(business, callId, "connected");
      expect(connected).toMatchObject({ requestedBy: "agent", advisor: { name: "Ana Ruiz" }, failure: null });
      const [leg] = await ringsAt(business.sandbox, ana?.number ?? "");
      // Whoever pressed 1 hears a sentence before they enter.
      await leg?.untilHeard("está en la línea");
      await phone.say("Es por una factura");
      await leg?.untilHeard("Es por una factura");
      expect(await leg?.heardWords()).toMatch(/^(Llamada|Una persona espera)/);
      await leg?.hangUp();
      await phone.untilOver();
      const ended = await untilTransfer(business, callId, "completed");
      expect(ended.attempts).toMatchObject([{ position: 1, status: "completed", number: ana?.number }]);
      const call = await business.untilEnded(callId);
      expect(call).toMatchObject({ outcome: "transferred", status: "completed" });
      // The business records: the part with the advisor is kept like the part with the agent, where that is Twilio's in the same recording.
      await until("what was said with the advisor is kept", async () => {
        const kept = await business.client.get(`/api/calls/${callId}/recordings`, z.array(recordingView));
        return kept.some(
          ({ source }) => source === (mode === "native" ? "twilio_conference" : "twilio_call"),
        );
      });
      await expectNoLegAlive(business, [ana?.number ?? ""]);
    });

    test("whom nobody answers is back with the agent, leaves a message, and the advisor has a task", async () => {
      const business = await makeBusiness(mode);
      const advisors = await addAdvisors(
        business,
        { behaviour: "no-answer", name: "Ana Ruiz" },
        { behaviour: "mailbox", name: "Beatriz Sanz" },
      );
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("recado?", 60_000);
      const back = await untilTransfer(business, callId, "returned_to_agent");
      expect(back.failure).toBe("nobody_answered");
      expect(back.attempts.map(({ status }) => status)).toEqual(["no_answer", "declined"]);
      await phone.say("Sí");
      await phone.untilHeard("¿Qué recado");
      await phone.say("Que me llamen por la factura de octubre");
      const [message] = await until("the message is there", async () => {
        const list = await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView));
        return list.length > 0 ? list : undefined;
      });
      expect(message).toMatchObject({
        kind: "message",
        status: "new",
        number: phone.from,
        advisor: { name: "Beatriz Sanz" },
      });
      expect(message?.text).toContain("factura de octubre");
      await untilTransfer(business, callId, "message_taken");
      await phone.hangUp();
      await expectNoLegAlive(
        business,
        advisors.map(({ number }) => number),
      );
    });

    test("whom nobody answers may record the message after a tone", async () => {
      const business = await makeBusiness(mode);
      const advisors = await addAdvisors(business, { behaviour: "busy", name: "Ana Ruiz" });
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("recado?", 60_000);
      await phone.say("Prefiero dejarlo grabado después del tono");
      await until("the tone", async () => isBeepIn(await phone.heardAudio()));
      await phone.say("Soy Marta Gil. Llámenme por la factura de octubre.");
      await phone.untilOver(60_000);
      const message = await until("the message is written down", async () => {
        const list = await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView));
        return list.find(({ transcriptState }) => transcriptState === "done");
      });
      expect(message).toMatchObject({ kind: "message", number: phone.from, advisor: { name: "Ana Ruiz" } });
      expect(message.text).toContain("factura de octubre");
      expect(message.recording).not.toBeNull();
      const ended = await untilTransfer(business, callId, "message_taken");
      expect(ended.failure).toBe("nobody_answered");
      expect(await business.untilEnded(callId)).toMatchObject({ outcome: "message_taken" });
      await expectNoLegAlive(
        business,
        advisors.map(({ number }) => number),
      );
    });

    test("reaches the third advisor: the first is engaged, the second presses another key", async () => {
      const business = await makeBusiness(mode);
      const advisors = await addAdvisors(business, "busy", "decline", {
        behaviour: "accept",
        says: "Soy la tercera, dígame.",
      });
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("Soy la tercera, dígame.", 40_000);
      const connected = await untilTransfer(business, callId, "connected");
      expect(connected.attempts.map(({ status }) => status)).toEqual(["busy", "declined", "connected"]);
      await phone.hangUp();
      await untilTransfer(business, callId, "completed");
      await expectNoLegAlive(
        business,
        advisors.map(({ number }) => number),
      );
    });

    test("who hangs up while waiting leaves a task, and the advisor's telephone stops ringing", async () => {
      const business = await makeBusiness(mode, 60);
      const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
      const { phone, callId } = await askForPerson(business);
      await untilTransfer(business, callId, "ringing");
      await phone.hangUp();
      const ended = await untilTransfer(business, callId, "abandoned");
      expect(ended).toMatchObject({ failure: "caller_hung_up" });
      await expectNoLegAlive(business, [ana?.number ?? ""]);
      const list = await until("there is a task", async () => {
        const found = await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView));
        return found.length > 0 ? found : undefined;
      });
      expect(list).toMatchObject([
        { kind: "hung_up_on_hold", advisor: { name: "Ana Ruiz" }, number: phone.from },
      ]);
    });

    test("and hangs up in the same moment as the advisor leaves one end and no leg", async () => {
      const business = await makeBusiness(mode);
      const [ana] = await addAdvisors(business, {
        behaviour: "accept",
        name: "Ana Ruiz",
        says: "Hola, soy Ana.",
      });
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("Hola, soy Ana.");
      await untilTransfer(business, callId, "connected");
      const [leg] = await ringsAt(business.sandbox, ana?.number ?? "");
      // Whoever is second may find the line dead already.
      await Promise.allSettled([phone.hangUp(), leg?.hangUp()]);
      const ended = await untilTransfer(business, callId, "completed");
      expect(ended).toMatchObject({ failure: null, attempts: [{ status: "completed" }] });
      expect(await business.untilEnded(callId)).toMatchObject({
        status: "completed",
        outcome: "transferred",
      });
      await expectNoLegAlive(business, [ana?.number ?? ""]);
      expect(await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView))).toEqual([]);
    });

    test("is told at once when nobody is on duty", async () => {
      const business = await makeBusiness(mode);
      const [ana] = await addAdvisors(business, { behaviour: "accept", name: "Ana Ruiz" });
      await business.client.ask(
        "PUT",
        `/api/advisors/${ana?.id ?? ""}/availability`,
        z.object({ isOn: z.boolean() }),
        {
          isOn: false,
        },
      );
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("no hay ningún asesor disponible");
      expect(await transfersOf(business, callId)).toEqual([]);
      expect(await ringsAt(business.sandbox, ana?.number ?? "")).toEqual([]);
      await phone.hangUp();
    });

    test("may ask again: the second transfer of a call is another one", async () => {
      const business = await makeBusiness(mode);
      await addAdvisors(business, { behaviour: "decline", name: "Ana Ruiz" });
      const { phone, callId } = await askForPerson(business);
      await phone.untilHeard("recado?", 40_000);
      await untilTransfer(business, callId, "returned_to_agent");
      await phone.say("Quiero hablar con una persona");
      const second = await until("the second transfer has ended", async () => {
        const found = (await transfersOf(business, callId))[1];
        return found?.status === "returned_to_agent" ? found : undefined;
      });
      expect(second.attempts).toHaveLength(1);
      await phone.hangUp();
    });
  },
);

test("a caller on hold may record a message instead of waiting: nobody is left ringing", async () => {
  const business = await makeBusiness("bridge", 60);
  const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
  const { phone, callId } = await askForPerson(business);
  await untilTransfer(business, callId, "ringing");
  await phone.say("Mejor lo dejo grabado");
  await until("the tone", async () => isBeepIn(await phone.heardAudio()));
  await expectNoLegAlive(business, [ana?.number ?? ""]);
  await phone.say("Llámenme mañana, por favor.");
  await phone.untilOver(60_000);
  const ended = await untilTransfer(business, callId, "message_taken");
  expect(ended.failure).toBe("taken_back");
  expect(await business.untilEnded(callId)).toMatchObject({ outcome: "message_taken" });
});

describe.concurrent("a transfer that a member asks for", () => {
  const order = { reason: "Pregunta por una factura", brief: "Llama una clienta. Quiere una factura." };

  test("rings the advisor who was chosen, who may give the caller back to the agent", async () => {
    const business = await makeBusiness("bridge");
    const [ana] = await addAdvisors(business, {
      behaviour: "accept",
      name: "Ana Ruiz",
      says: "Hola, soy Ana.",
    });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    const callId = await business.findCallId(phone.from);
    const made = await business.client.ask("POST", `/api/calls/${callId}/transfers`, transferView, {
      ...order,
      advisorId: ana?.id,
    });
    expect(made).toMatchObject({ requestedBy: "member", requester: "Ana Prueba", ...order });
    await phone.untilHeard("Hola, soy Ana.");
    await untilTransfer(business, callId, "connected");
    await business.client.ask("POST", `/api/transfers/${made.id}/wish`, transferView, { wish: "return" });
    await phone.untilHeard("¿En qué más le puedo ayudar?");
    expect(await untilTransfer(business, callId, "returned_to_agent")).toMatchObject({ failure: null });
    await expectNoLegAlive(business, [ana?.number ?? ""]);
    await phone.hangUp();
  });

  test("goes to the next advisor when a member wants another one, also after both have spoken", async () => {
    const business = await makeBusiness("bridge");
    const [first, second] = await addAdvisors(
      business,
      { behaviour: "accept", name: "Ana Ruiz", says: "Hola, soy Ana." },
      { behaviour: "accept", name: "Beatriz Sanz", says: "Hola, soy Beatriz." },
    );
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    const callId = await business.findCallId(phone.from);
    const made = await business.client.ask("POST", `/api/calls/${callId}/transfers`, transferView, {
      ...order,
      advisorId: first?.id,
    });
    await phone.untilHeard("Hola, soy Ana.");
    await untilTransfer(business, callId, "connected");
    await business.client.ask("POST", `/api/transfers/${made.id}/wish`, transferView, { wish: "next" });
    await phone.untilHeard("Hola, soy Beatriz.", 40_000);
    const now = await untilTransfer(business, callId, "connected");
    expect(now.attempts.map(({ status }) => status)).toEqual(["completed", "connected"]);
    expect(now.advisor?.name).toBe("Beatriz Sanz");
    await business.client.ask("POST", `/api/transfers/${made.id}/wish`, transferView, { wish: "end" });
    await phone.untilOver();
    await untilTransfer(business, callId, "completed");
    await expectNoLegAlive(business, [first?.number ?? "", second?.number ?? ""]);
  });

  test("cannot be asked for in a call that is over, nor twice at once", async () => {
    const business = await makeBusiness("bridge", 60);
    await addAdvisors(business, "ring");
    const { phone, callId } = await askForPerson(business);
    await untilTransfer(business, callId, "ringing");
    const twice = await business.client.send("POST", `/api/calls/${callId}/transfers`, order);
    expect(twice.status).toBe(409);
    await phone.hangUp();
    await untilTransfer(business, callId, "abandoned");
    const late = await business.client.send("POST", `/api/calls/${callId}/transfers`, order);
    expect(late.status).toBe(409);
  });
});

describe.concurrent("a transfer in which Twilio fails", () => {
  test("tries the next advisor when the leg is refused, and keeps what Twilio said", async () => {
    const business = await makeBusiness("bridge");
    const [ana, bea] = await addAdvisors(
      business,
      { behaviour: "accept", name: "Ana Ruiz" },
      {
        behaviour: "accept",
        name: "Beatriz Sanz",
        says: "Hola, soy Beatriz.",
      },
    );
    await business.sandbox.control("POST", "accounts", {
      accountSid: business.accountSid,
      allowedCountries: ["PT"],
    });
    const { phone, callId } = await askForPerson(business);
    await phone.untilHeard("recado?", 40_000);
    const back = await untilTransfer(business, callId, "returned_to_agent");
    expect(back.attempts.map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(back.attempts[0]?.errorCode).toBe("21215");
    expect(back.attempts[0]?.errorMessage).toBeTruthy();
    expect(await ringsAt(business.sandbox, ana?.number ?? "")).toEqual([]);
    expect(await ringsAt(business.sandbox, bea?.number ?? "")).toEqual([]);
    await phone.hangUp();
  });

  test("finds the leg whose order's answer was lost", async () => {
    const business = await makeBusiness("bridge");
    await addAdvisors(business, { behaviour: "accept", name: "Ana Ruiz", says: "Hola, soy Ana." });
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "cut",
      match: ["POST", `${business.accountSid}/Calls.json`],
      times: 1,
    });
    const { phone, callId } = await askForPerson(business);
    await phone.untilHeard("Hola, soy Ana.", 40_000);
    await untilTransfer(business, callId, "connected");
    await phone.hangUp();
    await untilTransfer(business, callId, "completed");
  });

  test("ends truly when its callbacks are lost, doubled and late", async () => {
    const business = await makeBusiness("bridge");
    const advisors = await addAdvisors(business, "busy", {
      behaviour: "accept",
      name: "Beatriz Sanz",
      says: "Hola, soy Beatriz.",
    });
    for (const kind of ["duplicate", "reorder"] as const)
      await business.sandbox.misbehave({
        target: "twilio.webhook",
        kind,
        match: ["/voice/transfer/status", advisors[1]?.number ?? ""],
        times: 3,
      });
    const { phone, callId } = await askForPerson(business);
    await phone.untilHeard("Hola, soy Beatriz.", 60_000);
    await untilTransfer(business, callId, "connected");
    await phone.hangUp();
    const ended = await untilTransfer(business, callId, "completed");
    expect(ended.attempts.map(({ status }) => status)).toEqual(["busy", "completed"]);
    await expectNoLegAlive(
      business,
      advisors.map(({ number }) => number),
    );
  });
});
