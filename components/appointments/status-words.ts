import { nextStatuses } from "@/lib/appointments/status";
import type { AppointmentStatus } from "@/lib/vocabulary";

type SetStatus = Exclude<AppointmentStatus, "rescheduled">;

/** By which steps an appointment gets back the status it had; `rescheduled` comes of a new time only, so it becomes `scheduled`. */
export function undoPath(now: AppointmentStatus, before: AppointmentStatus): SetStatus[] {
  const goal: SetStatus = before === "rescheduled" ? "scheduled" : before;
  if (now === before || now === goal) return [];
  if (nextStatuses(now).includes(goal)) return [goal];
  const viaOpen = nextStatuses(now).includes("scheduled") && nextStatuses("scheduled").includes(goal);
  return viaOpen ? ["scheduled", goal] : [];
}

/** What a panel offers, the likeliest first: opening again what is open anyway would say nothing. */
export function offeredStatuses(status: AppointmentStatus): readonly SetStatus[] {
  return nextStatuses(status).filter((next) => next !== "scheduled" || status !== "rescheduled");
}
