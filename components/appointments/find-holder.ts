import type { AppointmentView } from "@/lib/appointments/schema";
import { holdsTime } from "@/lib/appointments/status";
import type { Proposal } from "./proposal";

/** Whoever has that time of that member of staff already. */
export function findHolder(
  appointments: readonly AppointmentView[],
  { id, staffId, startsAt, endsAt }: Proposal,
): AppointmentView | undefined {
  return appointments.find(
    (other) =>
      other.id !== id &&
      other.staff.id === staffId &&
      holdsTime(other.status) &&
      other.startsAt < endsAt &&
      other.endsAt > startsAt,
  );
}
