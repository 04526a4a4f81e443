import { describe, expect, it } from "vitest";
import { withTransaction } from "@/db/client";
import { listAppointments } from "@/db/queries/appointments";
import { findCall } from "@/db/queries/calls";
import { findContactsByNumber } from "@/db/queries/contacts";
import { createService } from "@/lib/agenda/services";
import { createStaff } from "@/lib/agenda/staff";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { newPhoneNumber } from "./business";
import {
  at,
  callFrom,
  cleaning,
  doctor,
  NOW,
  openPractice,
  person,
  scope,
  statusOf,
  use,
  visit,
  waitingForLocks,
} from "./practice";

openPractice();

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

  it("to a time that another one takes at that moment offers others, and forgets neither wish nor proof", async () => {
    const { id: contactId, number } = await person();
    const { id: other } = await person({ name: "Luis Ortega" });
    const id = await visit(contactId);
    const call = await callFrom(number);
    const given = { name: "Rosa Vidal", when: "el veintidós de noviembre a las cinco de la tarde" };
    const asked = await withTransaction(scope, async (inner) => {
      await bookAppointment(inner, {
        contactId: other,
        staffId: doctor,
        serviceId: cleaning,
        title: "",
        notes: "",
        externalId: null,
        startsAt: at("17:00"),
      });
      // Nobody else sees it yet: the time was free when it was looked at, and is not when it is to be taken.
      const losing = use(call, "reschedule_appointment", given);
      await expect.poll(waitingForLocks).toBe(1);
      return { losing };
    });
    const offer = await asked.losing;
    expect(offer).toMatchObject({
      status: "options",
      say: expect.stringMatching(/no hay hueco/),
      identity: { contact_id: contactId, passed: true },
    });
    expect(await getAppointmentDetail(scope, id)).toMatchObject({
      status: "reschedule_requested",
      startsAt: at("10:00"),
    });
    const done = await use(call, "reschedule_appointment", { slot_id: offer.options?.[0]?.slot_id });
    expect(done).toMatchObject({ status: "done", outcome: "rescheduled" });
    expect(await statusOf(id)).toBe("rescheduled");
  });

  it("to somebody else at the same hour is a change too, and no wish is left open", async () => {
    const { id: hygienist } = await createStaff(scope, { name: "Pilar Nieto" });
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
    const { id: hygienist } = await createStaff(scope, { name: "Pilar Nieto" });
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
