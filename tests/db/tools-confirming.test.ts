import { describe, expect, it } from "vitest";
import { findCall } from "@/db/queries/calls";
import { updateTenant } from "@/db/queries/team";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { newPhoneNumber } from "./business";
import { at, callFrom, openPractice, person, scope, statusOf, use, visit } from "./practice";

openPractice();

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
