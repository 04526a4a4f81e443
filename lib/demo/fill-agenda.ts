import { addMinutes } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import { insertAppointment, insertAppointmentEvent } from "@/db/queries/appointments";
import { openIntervals } from "@/lib/agenda/open-time";
import { shiftDay } from "@/lib/agenda/rules";
import { createService } from "@/lib/agenda/services";
import { createStaff } from "@/lib/agenda/staff";
import { addConsent } from "@/lib/contacts/consents";
import { setDoNotCall } from "@/lib/contacts/do-not-call";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { formatDay } from "@/lib/format";
import type { AppointmentStatus } from "@/lib/vocabulary";
import type { DemoBusiness } from "./businesses";
import type { DemoPractice } from "./practices";
import { seeded } from "./seeded";

const PEOPLE = 48;
const DAYS_BACK = 8;
const DAYS_AHEAD = 14;
/** Of the time that is open, what is given away. */
const BUSY = 0.62;

export interface DemoContact {
  id: string;
  name: string;
  /** E.164. */
  number: string;
}

/** Staff, services, people and three weeks of visits around `now`. */
export async function fillAgenda(
  scope: Scope,
  { business, practice, now }: { business: DemoBusiness; practice: DemoPractice; now: Date },
): Promise<DemoContact[]> {
  const random = seeded(business.tenant.name.length * 104_729);
  const services = new Map<string, { id: string; durationMinutes: number }>();
  for (const service of practice.services) {
    services.set(service.name, await createService(scope, service));
  }
  const staff: { id: string; services: { id: string; durationMinutes: number }[] }[] = [];
  for (const { name, color, services: does } of practice.staff) {
    const able = does.flatMap((one) => services.get(one) ?? []);
    const { id } = await createStaff(scope, { name, color, serviceIds: able.map((one) => one.id) });
    staff.push({ id, services: able });
  }
  const contacts = await fillContacts(scope, { business, practice, random });
  await withTransaction(scope, async (inner) => {
    for (const person of staff) {
      await fillVisits(inner, { business, person, contacts, now, random });
    }
  });
  return contacts;
}

async function fillContacts(
  scope: Scope,
  { business, practice, random }: { business: DemoBusiness; practice: DemoPractice; random: () => number },
): Promise<DemoContact[]> {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const contacts: DemoContact[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const first = practice.firstNames[index % practice.firstNames.length] ?? "";
    const name = `${first} ${practice.surnames[(index * 7) % practice.surnames.length] ?? ""}`;
    const digits = Array.from({ length: business.callerDigits }, () => Math.floor(random() * 10)).join("");
    // A mother and her son answer the same telephone.
    const number = index === 1 ? (contacts[0]?.number ?? "") : business.callerPrefix + digits;
    const { id } = await createContact(
      scope,
      contactInput.parse({
        name,
        kind: practice.kind,
        numbers: [{ number }],
        tags: random() < 0.3 ? [pick(practice.tags)] : [],
        notes: random() < 0.2 ? pick(practice.notes) : "",
        dateOfBirth: `${1950 + Math.floor(random() * 55)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
        externalId: `${practice.kind === "patient" ? "P" : "C"}-${1000 + index}`,
      }),
    );
    contacts.push({ id, name, number });
  }
  const [, , agrees, refuses] = contacts;
  if (agrees) {
    await addConsent(scope, agrees.id, {
      purpose: "marketing",
      channel: "call",
      decision: "granted",
      source: "form",
      evidence: "Formulario de alta",
      callId: null,
      expiresAt: null,
    });
  }
  if (refuses) await setDoNotCall(scope, refuses.id, { reason: "Prefiere que se le escriba" });
  return contacts;
}

async function fillVisits(
  scope: Scope,
  {
    business,
    person,
    contacts,
    now,
    random,
  }: {
    business: DemoBusiness;
    person: { id: string; services: { id: string; durationMinutes: number }[] };
    contacts: DemoContact[];
    now: Date;
    random: () => number;
  },
): Promise<void> {
  const { timeZone } = business.tenant;
  const today = formatDay(now, timeZone);
  for (let ahead = -DAYS_BACK; ahead <= DAYS_AHEAD; ahead += 1) {
    const open = openIntervals({
      day: shiftDay(today, ahead),
      timeZone,
      businessHours: business.openingHours,
      staffHours: null,
      closures: [],
    });
    for (const { startsAt, endsAt } of open) {
      for (let at = startsAt; at < endsAt;) {
        const service = person.services[Math.floor(random() * person.services.length)];
        const contact = contacts[Math.floor(random() * contacts.length)];
        const isBusy = random() < BUSY;
        const end = addMinutes(at, service?.durationMinutes ?? 30);
        if (isBusy && service && contact && end <= endsAt) {
          const status = statusOf({ at: end, now, chance: random() });
          await keep(scope, { contact, staffId: person.id, serviceId: service.id, at, end, status });
        }
        // The next one begins at a quarter of an hour.
        at = addMinutes(at, Math.ceil((isBusy ? (service?.durationMinutes ?? 30) : 30) / 15) * 15);
      }
    }
  }
}

function statusOf({ at, now, chance }: { at: Date; now: Date; chance: number }): AppointmentStatus {
  if (at < now) return chance < 0.9 ? "completed" : chance < 0.95 ? "no_show" : "cancelled";
  if (chance < 0.45) return "confirmed";
  if (chance < 0.9) return "scheduled";
  return chance < 0.95 ? "rescheduled" : "cancelled";
}

async function keep(
  scope: Scope,
  visit: {
    contact: DemoContact;
    staffId: string;
    serviceId: string;
    at: Date;
    end: Date;
    status: AppointmentStatus;
  },
): Promise<void> {
  const made = await insertAppointment(scope, {
    contactId: visit.contact.id,
    staffId: visit.staffId,
    serviceId: visit.serviceId,
    startsAt: visit.at,
    endsAt: visit.end,
    status: visit.status,
  });
  if (made) {
    await insertAppointmentEvent(scope, {
      appointmentId: made.id,
      type: "booked",
      callId: null,
      details: {},
    });
  }
}
