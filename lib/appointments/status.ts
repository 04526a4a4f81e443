import {
  type AppointmentEventType,
  type AppointmentStatus,
  HOLDING_STATUSES,
  OPEN_STATUSES,
} from "@/lib/vocabulary";

/** The visit is still to come about. */
export function isOpen(status: AppointmentStatus): boolean {
  return (OPEN_STATUSES as readonly AppointmentStatus[]).includes(status);
}

/** Nobody else can have the time. */
export function holdsTime(status: AppointmentStatus): boolean {
  return (HOLDING_STATUSES as readonly AppointmentStatus[]).includes(status);
}

const NEXT: Record<AppointmentStatus, readonly Exclude<AppointmentStatus, "rescheduled">[]> = {
  scheduled: ["confirmed", "reschedule_requested", "cancelled", "completed", "no_show"],
  confirmed: ["scheduled", "reschedule_requested", "cancelled", "completed", "no_show"],
  reschedule_requested: ["scheduled", "confirmed", "cancelled", "completed", "no_show"],
  // Back to `scheduled`: whoever undoes a move has not changed anything.
  rescheduled: ["confirmed", "scheduled", "reschedule_requested", "cancelled", "completed", "no_show"],
  cancelled: ["scheduled"],
  completed: ["scheduled", "no_show"],
  no_show: ["scheduled", "completed"],
};

/** What may be made of an appointment, besides giving it another time; in the order in which a screen offers it. */
export function nextStatuses(
  status: AppointmentStatus,
): readonly Exclude<AppointmentStatus, "rescheduled">[] {
  return NEXT[status];
}

/** What the history says of a change of status. */
export function eventOf(status: Exclude<AppointmentStatus, "rescheduled">): AppointmentEventType {
  return status === "scheduled" ? "reopened" : status;
}
