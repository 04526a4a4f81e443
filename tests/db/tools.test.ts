import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { listAppointments } from "@/db/queries/appointments";
import { findCall } from "@/db/queries/calls";
import { findContactsByNumber, isNumberBlocked } from "@/db/queries/contacts";
import { updateTenant } from "@/db/queries/team";
import { listToolUses } from "@/db/queries/tool-uses";
import type { Call } from "@/db/schema/calls";
import { createService } from "@/lib/agenda/services";
import { createStaff } from "@/lib/agenda/staff";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { listMessages } from "@/lib/messages/list-messages";
import { readAnswer, type ToolAnswer } from "@/lib/tools/answer";
import { runTool } from "@/lib/tools/run-tool";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, createBusiness, newPhoneNumber } from "./business";

let database: TestDatabase;
let scope: Scope;
let agentId: string;
let doctor: string;
let hygienist: string;
let cleaning: string;
stubSettings();

const DAY = [{ from: "09:00", to: "20:00" }];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

// A Friday morning in Madrid; PostgreSQL's own clock runs on, so visits lie far enough ahead of it.
const NOW = new Date("2096-11-16T09:00:00Z");

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  const business = await createBusiness();
  scope = { ...business.scope, actor: "bridge" };
  await updateTenant(scope, {
    openingHours: { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY },
  });
  agentId = await addAgent(scope);
  ({ id: doctor } = await createStaff(scope, { name: "Dra. Ruiz" }));
  ({ id: cleaning } = await createService(scope, { name: "Limpieza dental", durationMinutes: 30 }));
  return () => vi.useRealTimers();
});

/** Thursday of the week after. */
const THURSDAY = "2096-11-22";
const at = (time: string, day = THURSDAY) => new Date(`${day}T${time}:00+01:00`);

function callFrom(number: string, values: Partial<Call> = {}): Promise<Call> {
  return addCall(scope, { agentId, fromNumber: number, ...values });
}

async function person(given: Record<string, unknown> = {}): Promise<{ id: string; number: string }> {
  const number = newPhoneNumber();
  const { id } = await createContact(
    scope,
    contactInput.parse({ name: "Rosa Vidal Cano", numbers: [{ number }], ...given }),
  );
  return { id, number };
}

async function visit(contactId: string, startsAt = at("10:00")): Promise<string> {
  const order = { title: "", notes: "", externalId: null };
  const { id } = await bookAppointment(scope, {
    ...order,
    contactId,
    staffId: doctor,
    serviceId: cleaning,
    startsAt,
  });
  return id;
}

let uses = 0;
async function use(call: Call, name: string, parameters: Record<string, unknown>): Promise<ToolAnswer> {
  uses += 1;
  const order = { callId: call.id, toolCallId: `use-${uses}`, source: "bridge" as const };
  const { result } = await runTool(scope, order, { name, parameters });
  const given = readAnswer(result);
  if (!given) throw new Error(`not an answer: ${result}`);
  return given;
}

const statusOf = async (id: string) => (await getAppointmentDetail(scope, id)).status;

describe("confirming", () => {
  it("takes a name, and is then the outcome of the call and part of the visit's history", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    const asked = await use(call, "confirm_appointment", {});
    expect(asked).toMatchObject({ status: "ask", ask: "name", say: expect.stringMatching(/nombre/) });
    expect(await statusOf(id)).toBe("scheduled");
    const done = await use(call, "confirm_appointment", { name: "Soy Rosa Vidal" });
    expect(done).toMatchObject({ status: "done", outcome: "confirmed" });
    expect(done.say).toMatch(
      /su cita queda confirmada.*limpieza dental.*jueves 22 de noviembre.*diez de la mañana/,
    );
    expect(await statusOf(id)).toBe("confirmed");
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "confirmed", contactId });
    const { events } = await getAppointmentDetail(scope, id);
    expect(events.at(-1)).toMatchObject({ type: "confirmed", by: "agent", callId: call.id });
  });

  it("is refused to somebody else, and after three wrong names left to a person", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    const answers = [];
    for (const name of ["Luis Ortega", "Ana Prieto", "Marta Gil"]) {
      answers.push(await use(call, "confirm_appointment", { name }));
    }
    expect(answers.map(({ status }) => status)).toEqual(["ask", "ask", "failed"]);
    expect(await statusOf(id)).toBe("scheduled");
  });

  it.each([
    [
      "date_of_birth",
      { dateOfBirth: "2082-05-03" },
      "el tres de mayo del ochenta y dos",
      "el uno de abril del noventa",
    ],
    ["number_digits", {}, undefined, "nueve ocho siete seis"],
  ] as const)("by %s needs just that, where the business asks for it", async (check, card, right, wrong) => {
    await updateTenant(scope, { identityCheck: check });
    const { id: contactId, number } = await person(card);
    const id = await visit(contactId);
    const call = await callFrom(number);
    expect(await use(call, "confirm_appointment", {})).toMatchObject({ status: "ask", ask: check });
    expect(await use(call, "confirm_appointment", { [check]: wrong })).toMatchObject({
      status: "ask",
      ask: check,
      identity: { passed: false },
    });
    const said = right ?? number.slice(-4).split("").join(" ");
    expect(await use(call, "confirm_appointment", { [check]: said })).toMatchObject({ status: "done" });
    expect(await statusOf(id)).toBe("confirmed");
  });

  it("needs nothing where the business asks for nothing and only one person has that number", async () => {
    await updateTenant(scope, { identityCheck: "none" });
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    await use(await callFrom(number), "confirm_appointment", {});
    expect(await statusOf(id)).toBe("confirmed");
  });

  it("from a number nobody knows takes more than a name", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(newPhoneNumber());
    const given: Record<string, string> = { name: "Rosa Vidal Cano" };
    const steps: [string, string][] = [
      ["date_of_birth", "el tres de mayo del ochenta y dos"],
      ["number_digits", number.slice(-6)],
    ];
    for (const [parameter, value] of steps) {
      expect(await use(call, "confirm_appointment", given)).toMatchObject({ status: "ask", ask: parameter });
      given[parameter] = value;
    }
    await use(call, "confirm_appointment", given);
    expect(await statusOf(id)).toBe("confirmed");
  });

  it("takes no first name for a whole one, however it is said, and no list of names", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    for (const name of ["Soy Rosa", "Mi nombre es Vidal"]) {
      const asked = await use(call, "confirm_appointment", { name });
      expect(asked).toMatchObject({ status: "ask", ask: "name", say: expect.stringMatching(/apellidos/) });
    }
    const list = "Rosa Ana Carmen Laura Vidal García López Cano Ruiz";
    expect(await use(call, "confirm_appointment", { name: list })).toMatchObject({
      status: "ask",
      identity: { passed: false },
    });
    expect(await statusOf(id)).toBe("scheduled");
  });

  it("after three wrong answers is refused to the right one too", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    for (const name of ["Luis Ortega", "Ana Prieto", "Marta Gil"]) {
      await use(call, "confirm_appointment", { name });
    }
    const late = await use(call, "confirm_appointment", { name: "Rosa Vidal Cano" });
    expect(late).toMatchObject({ status: "failed", identity: { passed: false } });
    expect(await statusOf(id)).toBe("scheduled");
  });

  it("tells a stranger nothing of whether somebody is a patient", async () => {
    for (const dateOfBirth of [null, "2082-05-03"]) {
      const name = dateOfBirth === null ? "Rosa Vidal Cano" : "Marta Gil Soto";
      await visit((await person({ name, dateOfBirth })).id, at(dateOfBirth === null ? "10:00" : "11:00"));
    }
    const said: Record<string, string>[] = [
      {},
      { date_of_birth: "el uno de abril del noventa" },
      { date_of_birth: "el uno de abril del noventa", number_digits: "0000" },
    ];
    const heard = [];
    for (const name of ["Rosa Vidal Cano", "Marta Gil Soto", "Nadie Conocida"]) {
      const stranger = await callFrom(newPhoneNumber());
      const answers = [];
      for (const more of said) answers.push(await use(stranger, "confirm_appointment", { name, ...more }));
      heard.push(answers);
    }
    const [noDate, withDate, nobody] = heard;
    expect(noDate).toEqual(nobody);
    expect(withDate).toEqual(nobody);
  });

  it("of two who share a telephone means the one who says their name", async () => {
    const { id: mother, number } = await person();
    const son = await createContact(scope, contactInput.parse({ name: "Hugo Vidal", numbers: [{ number }] }));
    const hers = await visit(mother);
    const his = await visit(son.id, at("11:00"));
    const call = await callFrom(number);
    expect(call.contactId).toBeNull();
    await use(call, "confirm_appointment", { name: "Hugo Vidal" });
    expect(await statusOf(his)).toBe("confirmed");
    expect(await statusOf(hers)).toBe("scheduled");
    // She goes on with her own visit: that he was checked proves nothing of her, her name does.
    await use(call, "confirm_appointment", { name: "Rosa Vidal Cano" });
    expect(await statusOf(hers)).toBe("confirmed");
  });

  it("asks which one where somebody has several, and takes the one a call was placed for", async () => {
    const { id: contactId, number } = await person();
    const first = await visit(contactId);
    const second = await visit(contactId, at("12:00"));
    const call = await callFrom(number);
    const which = await use(call, "confirm_appointment", { name: "Rosa Vidal" });
    expect(which.options?.map((option) => option.appointment_id)).toEqual([first, second]);
    await use(call, "confirm_appointment", { appointment_id: second });
    expect([await statusOf(first), await statusOf(second)]).toEqual(["scheduled", "confirmed"]);
    const placed = await callFrom(newPhoneNumber(), {
      direction: "outbound",
      toNumber: number,
      contactId,
      appointmentId: first,
    });
    await use(placed, "confirm_appointment", { name: "Rosa Vidal" });
    expect(await statusOf(first)).toBe("confirmed");
  });

  it("of a visit that an id of another contact names touches nothing of it", async () => {
    const { id: other } = await person({ name: "Luis Ortega" });
    const theirs = await visit(other, at("15:00"));
    const { id: contactId, number } = await person();
    const own = await visit(contactId);
    await use(await callFrom(number), "confirm_appointment", { name: "Rosa Vidal", appointment_id: theirs });
    expect(await statusOf(theirs)).toBe("scheduled");
    expect(await statusOf(own)).toBe("confirmed");
  });
});

describe("moving", () => {
  it("understands when, asks what it must, and moves the visit to a free time", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    const when = await use(call, "reschedule_appointment", { name: "Rosa Vidal" });
    expect(when).toMatchObject({ status: "ask", ask: "when" });
    expect(await statusOf(id)).toBe("reschedule_requested");
    const done = await use(call, "reschedule_appointment", {
      when: "el veintitrés de noviembre a las cinco y media de la tarde",
    });
    expect(done).toMatchObject({ status: "done", outcome: "rescheduled" });
    const moved = await getAppointmentDetail(scope, id);
    expect(moved).toMatchObject({ status: "rescheduled", startsAt: at("17:30", "2096-11-23") });
    expect(moved.events.map(({ type }) => type)).toEqual(["booked", "reschedule_requested", "rescheduled"]);
  });

  it("offers the nearest times where the one that was wanted is taken", async () => {
    const { id: contactId, number } = await person();
    const { id: other } = await person({ name: "Luis Ortega" });
    const id = await visit(contactId);
    await visit(other, at("17:30"));
    const call = await callFrom(number);
    const given = { name: "Rosa Vidal", when: "el veintidós a las cinco y media de la tarde" };
    const offer = await use(call, "reschedule_appointment", given);
    expect(offer).toMatchObject({ status: "options", say: expect.stringMatching(/no hay hueco/) });
    const before = offer.options?.find(({ say }) => say.endsWith("a las cinco de la tarde"));
    const done = await use(call, "reschedule_appointment", { slot_id: before?.slot_id });
    expect(done.status).toBe("done");
    expect((await getAppointmentDetail(scope, id)).startsAt).toEqual(at("17:00"));
  });

  it("to somebody else at the same hour is a change too, and no wish is left open", async () => {
    ({ id: hygienist } = await createStaff(scope, { name: "Pilar Nieto" }));
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const call = await callFrom(number);
    await use(call, "reschedule_appointment", { name: "Rosa Vidal" });
    const done = await use(call, "reschedule_appointment", {
      when: "el veintidós de noviembre a las diez",
      staff: "con Pilar",
    });
    expect(done).toMatchObject({ status: "done", outcome: "rescheduled" });
    expect(await getAppointmentDetail(scope, id)).toMatchObject({
      status: "scheduled",
      startsAt: at("10:00"),
      staff: { id: hygienist },
    });
  });
});

describe("cancelling", () => {
  it("frees the time and keeps the reason", async () => {
    const { id: contactId, number } = await person();
    const id = await visit(contactId);
    const done = await use(await callFrom(number), "cancel_appointment", {
      name: "Rosa Vidal",
      reason: "Está de viaje",
    });
    expect(done).toMatchObject({ status: "done", outcome: "cancelled" });
    const { events, status } = await getAppointmentDetail(scope, id);
    expect(status).toBe("cancelled");
    expect(events.at(-1)).toMatchObject({ details: { reason: "Está de viaje" } });
  });

  it("finds nothing to cancel for somebody without a visit", async () => {
    const { number } = await person();
    expect(await use(await callFrom(number), "cancel_appointment", { name: "Rosa Vidal" })).toMatchObject({
      status: "failed",
      say: expect.stringMatching(/No encuentro ninguna cita/),
    });
  });
});

describe("booking", () => {
  it("asks for what is missing, one thing at a time, then books and makes the contact", async () => {
    await createService(scope, { name: "Ortodoncia", durationMinutes: 45 });
    const number = newPhoneNumber();
    const call = await callFrom(number);
    const given: Record<string, string> = {};
    const steps: [string, string][] = [
      ["service", "una limpieza"],
      ["name", "Inés"],
      ["name", "Inés Polo"],
      ["when", "el veintidós de noviembre a las once"],
    ];
    for (const [parameter, value] of steps) {
      const asked = await use(call, "book_appointment", given);
      expect(asked, JSON.stringify(asked)).toMatchObject({ status: "ask", ask: parameter });
      given[parameter] = value;
    }
    const done = await use(call, "book_appointment", given);
    expect(done).toMatchObject({ status: "done", outcome: "booked" });
    const [contact] = await findContactsByNumber(scope, number);
    expect(contact).toMatchObject({ name: "Inés Polo", kind: "patient" });
    const [made] = await listAppointments(scope, { from: at("11:00"), to: at("11:01") });
    expect(made).toMatchObject({ contactId: contact?.id, status: "scheduled", serviceId: cleaning });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "booked", contactId: contact?.id });
  });

  it("gives a slot that two calls want to one of them, and alternatives to the other", async () => {
    const callers = await Promise.all([person(), person({ name: "Luis Ortega Ríos" })]);
    const calls = await Promise.all(callers.map(({ number }) => callFrom(number)));
    const answers = await Promise.all(
      calls.map((call) => use(call, "book_appointment", { when: "el veintidós de noviembre a las diez" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["done", "options"]);
    expect(answers.find(({ status }) => status === "options")?.options?.length).toBeGreaterThan(0);
    expect(await listAppointments(scope, { from: at("10:00"), to: at("10:01") })).toHaveLength(1);
  });

  it("takes what was offered last by its place or its hour", async () => {
    const { number } = await person();
    const call = await callFrom(number);
    const offer = await use(call, "book_appointment", { when: "el veintidós de noviembre por la mañana" });
    expect(offer.options?.length).toBe(3);
    const done = await use(call, "book_appointment", { when: "la segunda" });
    expect(done).toMatchObject({ status: "done" });
    expect(done.appointment?.when).toBe(offer.options?.[1]?.slot_id?.split("~")[0]);
  });

  it("keeps an e-mail address that was spelled, and says it back", async () => {
    const number = newPhoneNumber();
    const call = await callFrom(number);
    const given = { name: "Inés Polo", when: "el veintidós de noviembre a las once" };
    expect(await use(call, "book_appointment", { ...given, email: "pues no sé" })).toMatchObject({
      status: "ask",
      ask: "email",
    });
    const done = await use(call, "book_appointment", {
      ...given,
      email: "ines guion bajo polo arroba gmail punto com",
    });
    expect(done.say).toMatch(/arroba gmail punto com/);
    expect((await findContactsByNumber(scope, number))[0]?.email).toBe("ines_polo@gmail.com");
  });

  it("with somebody who was named is with that person", async () => {
    ({ id: hygienist } = await createStaff(scope, { name: "Pilar Nieto" }));
    const { number } = await person();
    await use(await callFrom(number), "book_appointment", {
      when: "el veintidós de noviembre a las diez",
      staff: "con Pilar",
    });
    const [made] = await listAppointments(scope, { from: at("10:00"), to: at("10:01") });
    expect(made?.staffId).toBe(hygienist);
  });

  it.each([
    ["a slot nobody offered", { slot_id: `${at("03:00").toISOString()}~${"0".repeat(8)}` }],
    ["words of a model", { slot_id: "the first one" }],
    ["a day that is closed", { when: "el domingo veinticinco de noviembre a las diez" }],
  ])("of %s books nothing", async (_what, given) => {
    const { number } = await person();
    const answer = await use(await callFrom(number), "book_appointment", given);
    expect(["ask", "options"]).toContain(answer.status);
    expect(await listAppointments(scope, { from: NOW, to: new Date(+NOW + 30 * 86_400_000) })).toEqual([]);
  });

  it("of a service that only people book is left to them", async () => {
    await createService(scope, { name: "Implante", durationMinutes: 120, bookableByAgents: false });
    const { number } = await person();
    expect(await use(await callFrom(number), "book_appointment", { service: "un implante" })).toMatchObject({
      status: "failed",
      say: expect.stringMatching(/recepción/),
    });
  });

  it("asks a caller who hides their number where to be reached", async () => {
    const call = await callFrom("anonymous");
    const given = { name: "Inés Polo", when: "el veintidós de noviembre a las diez" };
    expect(await use(call, "book_appointment", given)).toMatchObject({ status: "ask", ask: "phone" });
    const phone = "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho";
    expect(await use(call, "book_appointment", { ...given, phone })).toMatchObject({ status: "done" });
    expect(await findContactsByNumber(scope, "+34612345678")).toHaveLength(1);
  });
});

describe("the rest of the work", () => {
  it("looking for times books none", async () => {
    const { number } = await person();
    const found = await use(await callFrom(number), "find_free_slots", {
      service: "limpieza",
      when: "el veintidós de noviembre por la mañana",
    });
    expect(found.options).toHaveLength(3);
    expect(await listAppointments(scope, { from: NOW, to: new Date(+NOW + 30 * 86_400_000) })).toEqual([]);
  });

  it("a message is kept with the number of the call", async () => {
    const number = newPhoneNumber();
    const call = await callFrom(number);
    await use(call, "take_message", { text: "Que me llame la doctora", name: "Luis" });
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data).toMatchObject([{ text: "Que me llame la doctora", name: "Luis", number, callId: call.id }]);
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "message_taken" });
  });

  it("a message for another telephone reads its number back", async () => {
    const call = await callFrom(newPhoneNumber());
    const said = await use(call, "take_message", {
      text: "Que me llame la doctora",
      phone: "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho",
    });
    expect(said.say).toMatch(/seis uno dos/);
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data[0]?.number).toBe("+34612345678");
  });

  it("who does not want to be called again is not", async () => {
    const { id: contactId, number } = await person();
    const call = await callFrom(number);
    await use(call, "do_not_call_again", { reason: "No quiere publicidad" });
    expect(await isNumberBlocked(scope, number)).toBe(true);
    expect((await findContactsByNumber(scope, number))[0]).toMatchObject({ id: contactId });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "opted_out" });
  });

  it("nobody has another's telephone blocked by dictating its number", async () => {
    const call = await callFrom("anonymous");
    const phone = "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho";
    const when = "el veintidós de noviembre a las diez";
    const booked = await use(call, "book_appointment", { name: "Inés Polo", when, phone });
    expect(booked.status).toBe("done");
    await use(call, "do_not_call_again", {});
    expect(await isNumberBlocked(scope, "+34612345678")).toBe(false);
  });

  it("one call fills neither the agenda nor the list of messages", async () => {
    const call = await callFrom(newPhoneNumber());
    const answers = [];
    for (let nth = 1; nth <= 7; nth += 1)
      answers.push(await use(call, "take_message", { text: `Recado ${nth}` }));
    expect(answers.map(({ status }) => status)).toEqual([...Array<string>(6).fill("done"), "failed"]);
    const visits = [];
    for (let hour = 9; hour <= 15; hour += 1) {
      const when = `el veintidós de noviembre a las ${hour}:00`;
      visits.push(await use(call, "book_appointment", { name: "Inés Polo", when }));
    }
    expect(visits.map(({ status }) => status)).toEqual([...Array<string>(6).fill("done"), "failed"]);
  });

  it("who does not want to be called again and hides their number is left to a person", async () => {
    const call = await callFrom("anonymous");
    const said = await use(call, "do_not_call_again", { reason: "No quiere publicidad" });
    expect(said.say).not.toMatch(/no volveremos/);
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data[0]?.text).toMatch(/sin mostrar su número.*publicidad/);
  });

  it("what was done outweighs what is said of it afterwards", async () => {
    const { id: contactId, number } = await person();
    await visit(contactId);
    const call = await callFrom(number);
    await use(call, "cancel_appointment", { name: "Rosa Vidal" });
    await runTool(
      scope,
      { callId: call.id, toolCallId: "report", source: "bridge" },
      { name: "report_result", parameters: { outcome: "confirmed", notes: "Muy amable." } },
    );
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "cancelled", notes: "Muy amable." });
  });

  it("every use is a row with what was given, what was answered and how long it took", async () => {
    const { number } = await person();
    const call = await callFrom(number);
    await use(call, "find_free_slots", { when: "" });
    await runTool(
      scope,
      { callId: call.id, toolCallId: "unknown", source: "bridge" },
      { name: "open_door", parameters: { which: "front" } },
    );
    expect(await listToolUses(scope, call.id)).toMatchObject([
      {
        name: "find_free_slots",
        arguments: { when: "" },
        isError: false,
        durationMs: expect.any(Number),
        result: expect.stringContaining('"status":"ask"'),
      },
      { name: "open_door", arguments: { which: "front" }, isError: true },
    ]);
  });

  it("a use that is told again is done once and answered alike", async () => {
    const { number } = await person();
    const call = await callFrom(number);
    const order = { callId: call.id, toolCallId: "same", source: "elevenlabs" as const };
    const request = {
      name: "book_appointment",
      parameters: { when: "el veintidós de noviembre a las diez" },
    };
    const answers = await Promise.all([1, 2, 3].map(() => runTool(scope, order, request)));
    answers.push(await runTool(scope, order, request));
    expect(new Set(answers.map(({ result }) => result)).size).toBe(1);
    expect(readAnswer(answers[0]?.result ?? "")).toMatchObject({ status: "done" });
    expect(await listAppointments(scope, { from: at("10:00"), to: at("10:01") })).toHaveLength(1);
  });

  it("a tool that fails tells the agent a sentence it can say", async () => {
    const { id: contactId, number } = await person();
    await visit(contactId);
    const call = await callFrom(number);
    await database.owner`
      create function refuse_all() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await database.owner`create trigger refuse before update on appointments execute function refuse_all()`;
    try {
      const order = { callId: call.id, toolCallId: "broken", source: "bridge" as const };
      const given = { name: "confirm_appointment", parameters: { name: "Rosa Vidal" } };
      const { result, isError } = await runTool(scope, order, given);
      expect(isError).toBe(true);
      expect(readAnswer(result)).toMatchObject({ status: "failed", say: expect.stringMatching(/recado/) });
    } finally {
      await database.owner`drop trigger refuse on appointments`;
    }
  });
});
