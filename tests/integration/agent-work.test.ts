import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { appointmentView } from "@/lib/appointments/schema";
import { callDetail, toolUseView } from "@/lib/calls/schema";
import { contactView } from "@/lib/contacts/schema";
import { messageView } from "@/lib/messages/schema";
import { person, untilRings } from "../support/outbound";
import { addPatient, addVisit, dayAhead, openPractice, visitOf } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const GREETING = "Le atiende la asistente virtual. Hola, {{contact_name}}. Su cita: {{next_appointment}}.";
const MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");

/** `el 3 de diciembre a las once`, as somebody says it. */
function spoken(day: Date, time: string): string {
  const [, month = 1, date = 1] = day
    .toLocaleDateString("sv-SE", { timeZone: "Europe/Madrid" })
    .split("-")
    .map(Number);
  return `el ${date} de ${MONTHS[month - 1] ?? ""} ${time}`;
}

const usesOf = (business: Business, callId: string) =>
  business.client.get(`/api/calls/${callId}/tools`, z.array(toolUseView));

describe.concurrent.each(["bridge", "native"] as const)("an agent in %s mode", (mode) => {
  test("greets a caller it knows, confirms the visit, and both know of each other afterwards", async () => {
    const business = await createBusiness(house, {
      agent: { mode, firstMessage: GREETING, variables: { contact_name: "buenas", next_appointment: "-" } },
    });
    const practice = await openPractice(business);
    const patient = await addPatient(business, "Rosa Vidal Cano");
    const startsAt = dayAhead(3, "10:00");
    const visitId = await addVisit(business, { ...practice, contactId: patient.id, startsAt });
    const phone = await business.sandbox.dial(business.number, patient.number);
    await phone.untilHeard("Hola, Rosa Vidal Cano.");
    await phone.untilHeard("diez de la mañana");
    await phone.say("Sí, confirmo la cita.");
    await phone.untilHeard("nombre");
    await phone.say("Rosa Vidal");
    await phone.untilHeard("su cita queda confirmada");
    const callId = await business.findCallId(phone.from);
    const visit = await visitOf(business, visitId);
    expect(visit.status).toBe("confirmed");
    expect(visit.events.at(-1)).toMatchObject({ type: "confirmed", by: "agent", callId });
    await phone.hangUp();
    const call = await business.untilEnded(callId);
    expect(call).toMatchObject({ outcome: "confirmed", contact: { id: patient.id } });
    const touched = await business.client.get(
      `/api/appointments/of?callId=${callId}`,
      z.array(appointmentView),
    );
    expect(touched.map(({ id }) => id)).toEqual([visitId]);
    const uses = await usesOf(business, callId);
    expect(uses.filter(({ name }) => name === "confirm_appointment")).toMatchObject([
      { status: "ask", isError: false },
      { status: "done", isError: false, arguments: { name: "Rosa Vidal" } },
    ]);
    expect(uses.every(({ durationMs }) => durationMs !== null)).toBe(true);
  });

  test("moves a visit to the time the caller asks for", async () => {
    const business = await createBusiness(house, { agent: { mode } });
    const practice = await openPractice(business);
    const patient = await addPatient(business, "Luis Ortega Ríos");
    const visitId = await addVisit(business, {
      ...practice,
      contactId: patient.id,
      startsAt: dayAhead(3, "10:00"),
    });
    const wanted = dayAhead(10, "17:30");
    const phone = await business.sandbox.dial(business.number, patient.number);
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("Necesito cambiar la cita");
    await phone.untilHeard("Qué día y a qué hora");
    await phone.say(spoken(wanted, "a las cinco y media de la tarde"));
    await phone.untilHeard("nombre");
    await phone.say("Luis Ortega");
    await phone.untilHeard("queda cambiada");
    expect(await visitOf(business, visitId)).toMatchObject({ status: "rescheduled", startsAt: wanted });
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    await business.untilCall(callId, "has its outcome", ({ outcome }) => outcome === "rescheduled");
  });

  test("books for somebody who was never here, and puts them on record", async () => {
    const business = await createBusiness(house, { agent: { mode } });
    await openPractice(business);
    const wanted = dayAhead(5, "11:00");
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("Quiero reservar una cita para una limpieza");
    await phone.untilHeard("nombre");
    await phone.say("Inés Polo Serra");
    await phone.untilHeard("Qué día y a qué hora");
    await phone.say(spoken(wanted, "a las once de la mañana"));
    await phone.untilHeard("queda reservada");
    const [contact] = await business.client.get(
      `/api/contacts?q=${encodeURIComponent("ines polo")}`,
      z.array(contactView),
    );
    expect(contact).toMatchObject({ name: "Inés Polo Serra", kind: "patient" });
    expect(contact?.numbers.map(({ number }) => number)).toEqual([phone.from]);
    const [made] = await business.client.get(
      `/api/appointments/of?contactId=${contact?.id ?? ""}`,
      z.array(appointmentView),
    );
    expect(made).toMatchObject({
      startsAt: wanted,
      status: "scheduled",
      service: { name: "Limpieza dental" },
    });
    await phone.hangUp();
  });

  test("takes a message and never calls again who does not want it", async () => {
    const business = await createBusiness(house, { agent: { mode } });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("Quiero dejar un recado: que me llame la doctora mañana");
    await phone.untilHeard("tomado nota");
    const [message] = await until("the message", async () => {
      const open = await business.client.get("/api/messages?state=open", z.array(messageView));
      return open.length > 0 && open;
    });
    expect(message?.text).toContain("que me llame la doctora");
    await phone.say("Y no me llamen más");
    await phone.untilHeard("no volveremos a llamarle");
    await business.untilEnded(await business.findCallId(phone.from));
    const refused = await business.client.send("POST", "/api/calls", {
      agentId: business.agent.id,
      to: phone.from,
    });
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toMatchObject({ error: { fields: { to: expect.any(String) } } });
  });
});

test("a patient is called at the number on their record, about their visit, at the documented address", async () => {
  const business = await createBusiness(house, {
    agent: {
      type: "outbound",
      firstMessage: GREETING,
      variables: { contact_name: "-", next_appointment: "-" },
    },
  });
  const practice = await openPractice(business);
  const number = await person(business.sandbox, "answer");
  const patient = await addPatient(business, "Carmen Prieto Sanz", {
    externalId: "P-77",
    numbers: [{ number }],
  });
  await addVisit(business, { ...practice, contactId: patient.id, startsAt: dayAhead(2, "09:00") });
  const about = await addVisit(business, {
    ...practice,
    contactId: patient.id,
    startsAt: dayAhead(4, "12:00"),
  });
  const started = await business.client.ask(
    "POST",
    "/api/elevenlabs/call-patient/P-77",
    z.object({ success: z.literal(true), callId: z.uuid(), status: z.literal("initiated") }),
    { appointmentId: about },
  );
  const phone = await untilRings(business.sandbox, number);
  await phone.untilHeard("Hola, Carmen Prieto Sanz.");
  await phone.untilHeard("doce");
  const call = await business.client.get(`/api/calls/${started.callId}`, callDetail);
  expect(call).toMatchObject({ contact: { id: patient.id }, toNumber: number });
  await phone.hangUp();
  await business.untilEnded(started.callId);
  const listed = await business.client.get(
    "/api/elevenlabs/calls?patientId=P-77",
    z.array(
      z.object({ id: z.uuid(), patient_id: z.string().nullable(), appointment_id: z.string().nullable() }),
    ),
  );
  expect(listed).toEqual([{ id: started.callId, patient_id: "P-77", appointment_id: about }]);
});

test.each([
  ["of nobody", "nobody-has-this-id", {}, 404],
  ["about somebody else's visit", "P-1", { appointmentId: "A-none" }, 422],
])("a call to a patient %s is refused, and rings nowhere", async (_what, id, body, status) => {
  const business = await createBusiness(house, { agent: { type: "outbound" } });
  await addPatient(business, "Rosa Vidal", { externalId: "P-1" });
  const answer = await business.client.send("POST", `/api/elevenlabs/call-patient/${id}`, body);
  expect(answer.status).toBe(status);
});
