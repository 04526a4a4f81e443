import type { Scope } from "@/db/client";
import {
  type AppointmentRow,
  findAppointment,
  listAppointmentEvents,
  listAppointments as queryAppointments,
  listAppointmentsOf as queryAppointmentsOf,
} from "@/db/queries/appointments";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import type { AppointmentDetail } from "./schema";

/** Throws `not_found` for an appointment of another tenant. */
export async function getAppointment(scope: Scope, appointmentId: string): Promise<AppointmentRow> {
  const appointment = await findAppointment(scope, appointmentId);
  if (!appointment) throw new AppError("not_found", `appointment ${appointmentId}`);
  return appointment;
}

/** With its history, oldest first. Throws as `getAppointment`. */
export async function getAppointmentDetail(scope: Scope, appointmentId: string): Promise<AppointmentDetail> {
  const appointment = await getAppointment(scope, appointmentId);
  const [events, nameOf] = await Promise.all([
    listAppointmentEvents(scope, appointmentId),
    readActorNames(scope),
  ]);
  return { ...appointment, events: events.map((event) => ({ ...event, by: nameOf(event.actor) })) };
}

/** Those that touch the time from `from` to before `to`, in order. */
export function listAppointments(
  scope: Scope,
  period: { from: Date; to: Date; staffId?: string | undefined },
): Promise<AppointmentRow[]> {
  return queryAppointments(scope, period);
}

/** Of a contact, or of those something was done to in a call, newest first. Throws `invalid` when neither is named. */
export async function listAppointmentsOf(
  scope: Scope,
  of: { contactId?: string | undefined; callId?: string | undefined },
): Promise<AppointmentRow[]> {
  if (of.contactId === undefined && of.callId === undefined) {
    throw new AppError("invalid", "of whom", { contactId: "required" });
  }
  return queryAppointmentsOf(scope, of);
}
