import { describe, expect, it } from "vitest";
import type { Call } from "@/db/schema/calls";
import { setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { openInitiation } from "@/lib/calls/initiation";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { newPhoneNumber } from "./business";
import { at, callFrom, openPractice, person, scope, visit } from "./practice";

openPractice();

async function told(call: Call): Promise<Record<string, unknown>> {
  const { init } = await openInitiation(scope, call);
  return init.dynamic_variables;
}

describe("what an agent is told of a caller", () => {
  it("is their name, language and next visit, and what stands on their card", async () => {
    const { id: contactId, number } = await person({ language: "en", variables: { doctor: "Ruiz" } });
    await visit(contactId, at("12:00"));
    const cancelled = await visit(contactId, at("09:00"));
    await setAppointmentStatus(scope, cancelled, { status: "cancelled" });
    expect(await told(await callFrom(number, { contactId }))).toMatchObject({
      contact_name: "Rosa Vidal Cano",
      contact_language: "en",
      next_appointment: expect.stringMatching(/jueves 22 de noviembre.*doce/),
      service: "limpieza dental",
      doctor: "Ruiz",
    });
  });

  it("is the visit that a call is about, not the one that comes first", async () => {
    const { id: contactId, number } = await person();
    await visit(contactId, at("09:00"));
    const appointmentId = await visit(contactId, at("12:00"));
    const call = await callFrom(newPhoneNumber(), {
      direction: "outbound",
      toNumber: number,
      contactId,
      appointmentId,
    });
    expect(await told(call)).toMatchObject({ next_appointment: expect.stringMatching(/doce/) });
  });

  it("is nothing of anybody where two share the number, nor where nobody is known", async () => {
    const { id: contactId, number } = await person({ language: "en" });
    await visit(contactId);
    await createContact(scope, contactInput.parse({ name: "Hugo Vidal", numbers: [{ number }] }));
    const nothing = { contact_name: "", contact_language: "", next_appointment: "" };
    expect(await told(await callFrom(number))).toMatchObject(nothing);
    expect(await told(await callFrom(newPhoneNumber()))).toMatchObject(nothing);
  });

  it("is never another call: no card can say which call this is", async () => {
    const { id: contactId, number } = await person({ variables: { call_id: "another" } });
    const call = await callFrom(number, { contactId });
    expect(await told(call)).toMatchObject({ call_id: call.id });
  });
});
