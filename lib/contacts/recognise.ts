import type { Scope } from "@/db/client";
import { type AppointmentRow, findAppointment, listComing } from "@/db/queries/appointments";
import { findContactById, findContactsByNumber } from "@/db/queries/contacts";
import { findLastContact } from "@/db/queries/outbound-calls";
import type { Call } from "@/db/schema/calls";
import { outsideNumber } from "@/lib/calls/outside-number";
import { sayWhen } from "@/lib/spoken/say";
import type { SpokenContext } from "@/lib/spoken/understood";
import type { Language } from "@/lib/vocabulary";

/** What an agent may know of the person outside before a word is said. */
export interface Known {
  contactName: string | null;
  /** `el jueves 26 de noviembre a las diez de la mañana`; null when none is to come. */
  nextAppointment: string | null;
  language: Language | null;
  /** Values of `{{variables}}` of this person and of their next visit. */
  variables: Record<string, string>;
}

/**
 * Who it is, by the contact the call belongs to. Where several people share the number nobody is named before they have said who they are;
 * where nobody is on record, whom we last called there by name.
 */
export async function recognise(scope: Scope, call: Call, spoken: SpokenContext): Promise<Known | undefined> {
  const number = outsideNumber(call);
  if (call.contactId === null) return number === null ? undefined : calledBefore(scope, number);
  const [contact, visit] = await Promise.all([
    findContactById(scope, call.contactId),
    visitOf(scope, call, spoken.now),
  ]);
  if (!contact) return undefined;
  const what = visit?.service?.name ?? visit?.title ?? "";
  return {
    contactName: contact.name,
    nextAppointment: visit ? sayWhen(visit.startsAt, spoken) : null,
    language: contact.language,
    variables: { ...(what === "" ? {} : { service: what.toLowerCase() }), ...contact.variables },
  };
}

/** What the call was placed for, else what comes next. */
async function visitOf(scope: Scope, call: Call, now: Date): Promise<AppointmentRow | undefined> {
  if (call.appointmentId !== null) return findAppointment(scope, call.appointmentId);
  const [next] = await listComing(scope, call.contactId === null ? [] : [call.contactId], now);
  return next;
}

async function calledBefore(scope: Scope, number: string): Promise<Known | undefined> {
  const [last, sharers] = await Promise.all([
    findLastContact(scope, number),
    findContactsByNumber(scope, number),
  ]);
  if (!last || sharers.length > 0) return undefined;
  return {
    contactName: last.contactName,
    nextAppointment: last.variables["next_appointment"] ?? null,
    language: null,
    variables: {},
  };
}
