import type { Scope } from "@/db/client";
import { type AppointmentRow, insertAppointmentEvent, listHeldTimes } from "@/db/queries/appointments";
import { notifyTenant } from "@/db/queries/calls";
import { AppError, ConflictError } from "@/lib/errors";
import { emitEvent } from "@/lib/outgoing/emit-event";
import type { AppointmentEventType } from "@/lib/vocabulary";
import { getAppointment } from "./get-appointment";
import { appointmentTold } from "./schema";

/**
 * What follows from every change, in its transaction: a line of the history, word to the screens and to the business's own systems.
 * `callId`: the call in which it was agreed.
 */
export async function recordAppointment(
  inner: Scope,
  appointmentId: string,
  event: { type: AppointmentEventType; callId: string | null; details?: Record<string, unknown> },
): Promise<AppointmentRow> {
  const { type, callId, details = {} } = event;
  await insertAppointmentEvent(inner, { appointmentId, type, callId, details });
  const appointment = await getAppointment(inner, appointmentId);
  await notifyTenant(inner, { type: "agenda" });
  await emitEvent(inner, `appointment.${type}`, appointmentTold.parse(appointment));
  return appointment;
}

/** Somebody has that time already; `details` name the period, for a screen that shows who. */
export async function slotTaken(
  inner: Scope,
  wanted: { staffId: string; startsAt: Date; endsAt: Date; exceptId?: string | undefined },
): Promise<ConflictError> {
  const { staffId, startsAt, endsAt, exceptId } = wanted;
  const [holder] = await listHeldTimes(inner, { staffIds: [staffId], from: startsAt, to: endsAt, exceptId });
  return new ConflictError("slot_taken", { staffId, ...holder }, { startsAt: "slot_taken" });
}

/** Somebody else was given that time between the look and the order. */
export function isSlotTaken(error: unknown): boolean {
  return error instanceof AppError && error.message === "slot_taken";
}
