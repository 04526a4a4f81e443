import { addMinutes } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import {
  type AppointmentRow,
  findAppointmentByExternalId,
  findStaffAndService,
  insertAppointment,
} from "@/db/queries/appointments";
import { lockTenant } from "@/db/queries/team";
import { findContactById } from "@/db/queries/contacts";
import { AppError, externalIdTaken } from "@/lib/errors";
import { recordAppointment, slotTaken } from "./record-appointment";
import type { AppointmentInput } from "./schema";

const NO_SERVICE_MINUTES = 30;
const MAX_HOURS = 24;

/**
 * Gives somebody an appointment; `callId` is the call in which it was agreed. Two that want the same time of the same person: one gets it, the
 * other a `conflict` (`slot_taken`). Opening hours are not asked: a person may give any time, agents are offered only free ones
 * (lib/appointments/find-free-slots.ts). Throws `not_found` for people of another tenant, `conflict` for an external id that is taken and for
 * staff or a service that is given no more (`staff_inactive`, `service_inactive`).
 */
export async function bookAppointment(
  scope: Scope,
  input: AppointmentInput,
  callId: string | null = null,
): Promise<AppointmentRow> {
  return withTransaction(scope, async (inner) => {
    const people = await findPeople(inner, input);
    requireActive(people);
    return enterAppointment(inner, input, { people, callId });
  });
}

type People = Awaited<ReturnType<typeof findStaffAndService>>;

/** As `bookAppointment`, whether or not those whose time it is are given more: the business's own system says what is. */
export async function enterAppointment(
  inner: Scope,
  input: AppointmentInput,
  { people, callId }: { people: People; callId: string | null },
): Promise<AppointmentRow> {
  if (!(await findContactById(inner, input.contactId))) {
    throw new AppError("not_found", `contact ${input.contactId}`);
  }
  await requireFreeExternalId(inner, input.externalId);
  const endsAt = endOf(input, people.service);
  const { contactId, staffId, serviceId, title, startsAt, notes, externalId } = input;
  const made = await insertAppointment(inner, {
    contactId,
    staffId,
    serviceId,
    title,
    startsAt,
    endsAt,
    notes,
    externalId,
    status: input.status ?? "scheduled",
  });
  if (!made) throw await slotTaken(inner, { staffId, startsAt, endsAt });
  return recordAppointment(inner, made.id, { type: "booked", callId });
}

/** Throws `conflict` naming who or what is given no new appointments. */
export function requireActive({ staff, service }: Partial<People>): void {
  if (staff?.active === false) {
    throw new AppError("conflict", "staff_inactive", { staffId: "staff_inactive" });
  }
  if (service?.active === false) {
    throw new AppError("conflict", "service_inactive", { serviceId: "service_inactive" });
  }
}

/** Throws `conflict` (`external_id_taken`). */
export async function requireFreeExternalId(inner: Scope, externalId: string | null): Promise<void> {
  if (externalId === null) return;
  // Two that take the same id at once must not both find it free.
  await lockTenant(inner);
  if (await findAppointmentByExternalId(inner, externalId)) throw externalIdTaken();
}

/** Throws `not_found` for staff or a service of another tenant. */
export async function findPeople(
  inner: Scope,
  wanted: { staffId: string; serviceId: string | null },
): Promise<People> {
  const found = await findStaffAndService(inner, wanted);
  if (!found.staff) throw new AppError("not_found", `staff ${wanted.staffId}`);
  if (wanted.serviceId !== null && !found.service) {
    throw new AppError("not_found", `service ${wanted.serviceId}`);
  }
  return found;
}

/** As said, else as long as the service takes. Throws as `requireOrder`. */
export function endOf(
  { startsAt, endsAt }: { startsAt: Date; endsAt?: Date | undefined },
  service: { durationMinutes: number } | undefined,
): Date {
  const end = endsAt ?? addMinutes(startsAt, service?.durationMinutes ?? NO_SERVICE_MINUTES);
  requireOrder(startsAt, end);
  return end;
}

/** Throws `invalid` naming `endsAt`. */
export function requireOrder(startsAt: Date, endsAt: Date): void {
  if (endsAt <= startsAt) throw new AppError("invalid", "order", { endsAt: "ends_before_it_starts" });
  if (+endsAt - +startsAt > MAX_HOURS * 3_600_000) {
    throw new AppError("invalid", "length", { endsAt: "longer_than_a_day" });
  }
}
