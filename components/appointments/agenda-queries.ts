import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { shiftDay } from "@/lib/agenda/rules";
import { closureView, serviceView, staffView } from "@/lib/agenda/schema";
import { appointmentDetail, appointmentView, slotView } from "@/lib/appointments/schema";
import { dayClock } from "./day-clock";

const all = (tenantId: string) => ["tenant", tenantId, "agenda"] as const;
const weeks = (tenantId: string) => [...all(tenantId), "weeks"] as const;

/** From the first instant of a Monday to that of the next. */
export function weekPeriod(monday: string, timeZone: string): { from: Date; to: Date } {
  return {
    from: dayClock(monday, timeZone).startsAt,
    to: dayClock(shiftDay(monday, 7), timeZone).startsAt,
  };
}

function searchOf(values: Record<string, string | undefined>): URLSearchParams {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given);
}

function periodSearch(monday: string, timeZone: string): URLSearchParams {
  const { from, to } = weekPeriod(monday, timeZone);
  return searchOf({ from: from.toISOString(), to: to.toISOString() });
}

export interface SlotsWanted {
  serviceId: string;
  staffId?: string | undefined;
  /** `YYYY-MM-DD`. */
  day: string;
  movingId?: string | undefined;
}

// A week at a time, whatever is shown: leafing through its days asks nothing.
export const agendaQueries = {
  all,
  weeks,
  week: (tenantId: string, monday: string, timeZone: string) =>
    viewQuery(
      [...weeks(tenantId), monday],
      `/api/appointments?${periodSearch(monday, timeZone)}`,
      z.array(appointmentView),
    ),
  closures: (tenantId: string, monday: string, timeZone: string) =>
    viewQuery(
      [...all(tenantId), "closures", monday],
      `/api/closures?${periodSearch(monday, timeZone)}`,
      z.array(closureView),
    ),
  staff: (tenantId: string) => viewQuery([...all(tenantId), "staff"], "/api/staff", z.array(staffView)),
  services: (tenantId: string) =>
    viewQuery([...all(tenantId), "services"], "/api/services", z.array(serviceView)),
  detail: (tenantId: string, appointmentId: string) =>
    viewQuery(
      [...all(tenantId), "one", appointmentId],
      `/api/appointments/${appointmentId}`,
      appointmentDetail,
    ),
  slots: (tenantId: string, { serviceId, staffId, day, movingId }: SlotsWanted) =>
    viewQuery(
      [...all(tenantId), "slots", serviceId, staffId, day, movingId],
      `/api/appointments/slots?${searchOf({ serviceId, staffId, from: day, days: "1", movingId })}`,
      z.array(slotView),
    ),
};
