import { type Scope, withTransaction } from "@/db/client";
import { type AppointmentRow, changeAppointment as change, lockAppointment } from "@/db/queries/appointments";
import type { Appointment } from "@/db/schema/agenda";
import { AppError } from "@/lib/errors";
import type { AppointmentStatus } from "@/lib/vocabulary";
import { findPeople, requireActive, requireFreeExternalId, requireOrder } from "./book-appointment";
import { changesOf } from "./changes";
import { getAppointment } from "./get-appointment";
import { recordAppointment, slotTaken } from "./record-appointment";
import type { AppointmentPatch } from "./schema";
import { eventOf, isOpen, nextStatuses } from "./status";

/**
 * Moves an appointment, or changes what is written of it. Another time makes an open one `rescheduled`: what was confirmed was the old time.
 * Throws `not_found`, `invalid` (`endsAt`), `conflict` (`slot_taken`, `external_id_taken`, `staff_inactive`, `service_inactive`).
 */
export async function changeAppointment(
  scope: Scope,
  appointmentId: string,
  patch: AppointmentPatch,
  callId: string | null = null,
): Promise<AppointmentRow> {
  return withTransaction(scope, async (inner) => {
    const before = await lock(inner, appointmentId);
    const after = { ...before, ...timesOf(before, patch), ...withoutTimes(patch) };
    const changed = changesOf(before, after);
    if (Object.keys(changed).length === 0) return getAppointment(inner, appointmentId);
    if ("staffId" in changed || "serviceId" in changed) {
      const { staff, service } = await findPeople(inner, after);
      // What somebody has they keep, wherever in their day it is moved to.
      requireActive({
        ...("staffId" in changed ? { staff } : {}),
        ...("serviceId" in changed ? { service } : {}),
      });
    }
    requireOrder(after.startsAt, after.endsAt);
    if ("externalId" in changed) await requireFreeExternalId(inner, after.externalId);
    const isMoved = "startsAt" in changed;
    const status = isMoved && isOpen(before.status) ? ("rescheduled" as const) : before.status;
    const { staffId, serviceId, title, startsAt, endsAt, notes, externalId } = after;
    const saved = await change(inner, appointmentId, {
      staffId,
      serviceId,
      title,
      startsAt,
      endsAt,
      notes,
      externalId,
      status,
    });
    if (saved === "excluded") throw await slotTaken(inner, { ...after, exceptId: appointmentId });
    const type = isMoved ? "rescheduled" : "edited";
    return recordAppointment(inner, appointmentId, { type, callId, details: changed });
  });
}

/**
 * Confirms, cancels, opens again … Setting what already is changes nothing. Throws `not_found`, `conflict` (`appointment_status` for what
 * cannot become of it, `slot_taken` when its time was given away meanwhile).
 */
export async function setAppointmentStatus(
  scope: Scope,
  appointmentId: string,
  wanted: { status: Exclude<AppointmentStatus, "rescheduled">; reason?: string },
  callId: string | null = null,
): Promise<AppointmentRow> {
  const { status, reason = "" } = wanted;
  return withTransaction(scope, async (inner) => {
    const before = await lock(inner, appointmentId);
    if (before.status === status) return getAppointment(inner, appointmentId);
    if (!nextStatuses(before.status).includes(status)) {
      throw new AppError("conflict", "appointment_status", { status: "appointment_status" });
    }
    const saved = await change(inner, appointmentId, { status });
    if (saved === "excluded") throw await slotTaken(inner, { ...before, exceptId: appointmentId });
    const details = { status: [before.status, status], ...(reason === "" ? {} : { reason }) };
    return recordAppointment(inner, appointmentId, { type: eventOf(status), callId, details });
  });
}

async function lock(inner: Scope, appointmentId: string): Promise<Appointment> {
  const appointment = await lockAppointment(inner, appointmentId);
  if (!appointment) throw new AppError("not_found", `appointment ${appointmentId}`);
  return appointment;
}

/** A new beginning keeps the length. */
function timesOf(
  before: Appointment,
  { startsAt = before.startsAt, endsAt }: AppointmentPatch,
): Pick<Appointment, "startsAt" | "endsAt"> {
  const lengthMs = +before.endsAt - +before.startsAt;
  return { startsAt, endsAt: endsAt ?? new Date(+startsAt + lengthMs) };
}

function withoutTimes({ startsAt: _start, endsAt: _end, ...rest }: AppointmentPatch): Partial<Appointment> {
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
}
