import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import { serviceView, staffView } from "@/lib/agenda/schema";
import { appointmentDetail, type AppointmentDetail, appointmentView } from "@/lib/appointments/schema";
import { contactDetail } from "@/lib/contacts/schema";
import { type Behaviour, type FarEnd, person } from "./outbound";
import { newMobile, type PhoneCall } from "./telephone";
import type { Business } from "./tenant";

const OPEN = [{ from: "09:00", to: "20:00" }];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A test may be run at any hour; who works until the last minute works until midnight. */
const ALWAYS = Object.fromEntries(DAYS.map((day) => [day, [{ from: "00:00", to: "23:59" }]]));

/** Somebody who works, what they do, and hours on every day, so that a test may be run on any. */
export async function openPractice(business: Business): Promise<{ staffId: string; serviceId: string }> {
  const { client } = business;
  await client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), {
    openingHours: Object.fromEntries(DAYS.map((day) => [day, OPEN])),
  });
  const staff = await client.ask("POST", "/api/staff", staffView, { name: "Dra. Ruiz" });
  const service = await client.ask("POST", "/api/services", serviceView, {
    name: "Limpieza dental",
    durationMinutes: 30,
  });
  return { staffId: staff.id, serviceId: service.id };
}

export async function addPatient(
  business: Business,
  name: string,
  given: Record<string, unknown> = {},
): Promise<{ id: string; number: string }> {
  const number = newMobile();
  const { id } = await business.client.ask("POST", "/api/contacts", contactDetail, {
    name,
    numbers: [{ number }],
    ...given,
  });
  return { id, number };
}

/** At an hour of Madrid, some days from today. */
export function dayAhead(days: number, time: string): Date {
  const day = new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", {
    timeZone: "Europe/Madrid",
  });
  const utc = new Date(`${day}T${time}:00Z`);
  const shown = utc.toLocaleTimeString("sv-SE", { timeZone: "Europe/Madrid", timeStyle: "short" });
  const [hours = 0, minutes = 0] = shown.split(":").map(Number);
  const [wantedHours = 0, wantedMinutes = 0] = time.split(":").map(Number);
  return new Date(+utc - ((hours - wantedHours) * 60 + minutes - wantedMinutes) * 60_000);
}

export async function addVisit(
  business: Business,
  visit: { contactId: string; staffId: string; serviceId: string; startsAt: Date },
): Promise<string> {
  const { id } = await business.client.ask("POST", "/api/appointments", appointmentView, {
    ...visit,
    startsAt: visit.startsAt.toISOString(),
  });
  return id;
}

export function visitOf(business: Business, appointmentId: string): Promise<AppointmentDetail> {
  return business.client.get(`/api/appointments/${appointmentId}`, appointmentDetail);
}

/** Somebody with a visit to confirm, who is believed to be who they are by their number: for tests about the telephone. */
export async function expectCaller(business: Business, number = newMobile()): Promise<string> {
  const { client } = business;
  const practice = await openPractice(business);
  await client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), { identityCheck: "none" });
  const { id: contactId } = await client.ask("POST", "/api/contacts", contactDetail, {
    name: "Marta Gil Soto",
    numbers: [{ number }],
  });
  await addVisit(business, { ...practice, contactId, startsAt: dayAhead(2, "10:00") });
  return number;
}

/** A call from somebody with a visit to confirm. */
export async function dialExpected(business: Business): Promise<PhoneCall> {
  return business.sandbox.dial(business.number, await expectCaller(business));
}

/**
 * A voice of the sandbox whose sentences its telephones can read. Without a voice the house plays its bundled recordings, which are
 * heard, and are no words to a telephone.
 */
export const READABLE_VOICE = "sbxLucia0EsEsPeninsul";

export interface Advisor {
  id: string;
  name: string;
  number: string;
}

export interface AdvisorOrder extends FarEnd {
  name?: string;
  skills?: string[];
}

/** Advisors on duty now, asked in this order, whose telephones do as they are told. */
export async function addAdvisors(
  business: Business,
  ...orders: (Behaviour | AdvisorOrder)[]
): Promise<Advisor[]> {
  const advisors: Advisor[] = [];
  for (const [index, order] of orders.entries()) {
    const told: AdvisorOrder = typeof order === "string" ? { behaviour: order } : order;
    const { name = `Asesora ${index + 1}`, skills = [], ...farEnd } = told;
    const number = await person(business.sandbox, farEnd);
    const { id } = await business.client.ask("POST", "/api/advisors", advisorView, {
      name,
      number,
      skills,
      priority: index + 1,
      openingHours: ALWAYS,
    });
    advisors.push({ id, name, number });
  }
  return advisors;
}
