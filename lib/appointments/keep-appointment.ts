import { type Scope, withTransaction } from "@/db/client";
import { listServices, listStaff } from "@/db/queries/agenda";
import {
  type AppointmentRow,
  changeAppointment as change,
  findAppointmentByExternalId,
  lockAppointment,
} from "@/db/queries/appointments";
import { findContactByExternalId, findContactById } from "@/db/queries/contacts";
import { lockTenant } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { endOf, enterAppointment, findPeople } from "./book-appointment";
import { changesOf } from "./changes";
import { recordAppointment, slotTaken } from "./record-appointment";
import type { ExternalAppointment } from "./schema";
import { eventOf } from "./status";

/** By its id in the business's own system. Throws `not_found`. */
export async function getAppointmentByExternalId(scope: Scope, externalId: string): Promise<AppointmentRow> {
  const appointment = await findAppointmentByExternalId(scope, externalId);
  if (!appointment) throw new AppError("not_found", `appointment ${externalId}`);
  return appointment;
}

/**
 * Makes an appointment what the business's own system says it is: creates it, or brings it into line, whatever became of it here. Saying
 * the same again changes nothing and is told to nobody, so that two systems that tell each other do not go on for ever. Throws `not_found`,
 * `invalid`, `conflict` (`slot_taken`).
 */
export async function keepAppointment(
  scope: Scope,
  externalId: string,
  said: ExternalAppointment,
): Promise<AppointmentRow> {
  return withTransaction(scope, async (inner) => {
    // Two deliveries of the same thing at once must not both find nothing.
    await lockTenant(inner);
    const ids = await idsOf(inner, said);
    const people = await findPeople(inner, ids);
    const { title, startsAt, notes, status } = said;
    const known = await findAppointmentByExternalId(inner, externalId);
    if (!known) {
      const input = { ...ids, title, startsAt, endsAt: said.endsAt, notes, status, externalId };
      return enterAppointment(inner, input, { people, callId: null });
    }
    const before = await lockAppointment(inner, known.id);
    if (!before) throw new AppError("not_found", `appointment ${externalId}`);
    const endsAt = endOf(said, people.service);
    const after = { ...before, ...ids, title, startsAt, endsAt, notes, status: status ?? before.status };
    const changed = changesOf(before, after);
    if (Object.keys(changed).length === 0) return known;
    const saved = await change(inner, known.id, {
      ...ids,
      title,
      startsAt,
      endsAt,
      notes,
      status: after.status,
    });
    if (saved === "excluded") throw await slotTaken(inner, { ...after, exceptId: known.id });
    const becomes = "status" in changed && after.status !== "rescheduled" ? eventOf(after.status) : undefined;
    const type = becomes ?? ("startsAt" in changed ? "rescheduled" : "edited");
    return recordAppointment(inner, known.id, { type, callId: null, details: changed });
  });
}

async function idsOf(
  inner: Scope,
  said: ExternalAppointment,
): Promise<{ contactId: string; staffId: string; serviceId: string | null }> {
  const { contactId, contactExternalId, staffExternalId, serviceExternalId } = said;
  const contact =
    contactExternalId === undefined
      ? await findContactById(inner, contactId ?? "")
      : await findContactByExternalId(inner, contactExternalId);
  if (!contact) throw unknown("contact", contactExternalId);
  const staff = staffExternalId === undefined ? [] : await listStaff(inner);
  const services = serviceExternalId === undefined ? [] : await listServices(inner);
  const staffId = said.staffId ?? staff.find((one) => one.externalId === staffExternalId)?.id;
  if (staffId === undefined) throw unknown("staff", staffExternalId);
  const serviceId = said.serviceId ?? services.find((one) => one.externalId === serviceExternalId)?.id;
  if (serviceExternalId !== undefined && serviceId === undefined) throw unknown("service", serviceExternalId);
  return { contactId: contact.id, staffId, serviceId: serviceId ?? null };
}

/** Of our ids nothing may be learnt; the other system's own it may be told by name. */
function unknown(what: "contact" | "staff" | "service", externalId: string | undefined): AppError {
  if (externalId === undefined) return new AppError("not_found", `${what} of another tenant`);
  return new AppError("invalid", `${what} ${externalId}`, { [`${what}ExternalId`]: "unknown_external_id" });
}
