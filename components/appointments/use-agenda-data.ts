import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSession } from "@/components/frame/session-context";
import { mondayOf, shiftDay } from "@/lib/agenda/rules";
import type { ClosureView, ServiceView, StaffView } from "@/lib/agenda/schema";
import type { AppointmentView } from "@/lib/appointments/schema";
import { agendaQueries } from "./agenda-queries";

const NONE: never[] = [];

export interface AgendaData {
  appointments: AppointmentView[];
  closures: ClosureView[];
  staff: StaffView[];
  services: ServiceView[];
  /** Undefined while staff and services are on their way. */
  isReady: boolean;
  isLoadingWeek: boolean;
  error: Error | null;
  retry: () => void;
}

/** The week in which a day lies, and what is needed to draw it. The weeks beside it are fetched ahead. */
export function useAgendaData(date: string): AgendaData {
  const { id: tenantId, timeZone } = useSession().tenant;
  const queries = useQueryClient();
  const monday = mondayOf(date);
  const week = useQuery(agendaQueries.week(tenantId, monday, timeZone));
  const closures = useQuery(agendaQueries.closures(tenantId, monday, timeZone));
  const staff = useQuery(agendaQueries.staff(tenantId));
  const services = useQuery(agendaQueries.services(tenantId));
  const hasWeek = week.data !== undefined;
  useEffect(() => {
    if (!hasWeek) return;
    for (const days of [7, -7]) {
      void queries.prefetchQuery(agendaQueries.week(tenantId, shiftDay(monday, days), timeZone));
    }
  }, [hasWeek, monday, queries, tenantId, timeZone]);
  const all = [week, closures, staff, services];
  return {
    appointments: week.data ?? NONE,
    closures: closures.data ?? NONE,
    staff: staff.data ?? NONE,
    services: services.data ?? NONE,
    isReady: staff.data !== undefined && services.data !== undefined,
    isLoadingWeek: week.isPending,
    // What is on screen stays there when asking once more fails.
    error: all.find(({ data, error }) => data === undefined && error)?.error ?? null,
    retry: () => void Promise.all(all.map((query) => query.refetch())),
  };
}
