import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useSession } from "@/components/frame/session-context";
import type { AppointmentDetail, AppointmentView } from "@/lib/appointments/schema";
import { agendaQueries, weekPeriod } from "./agenda-queries";

/** Puts an appointment as it now is wherever it is shown: in its week, out of the others, and in its own panel. */
export function useReplaceAppointment(): (appointment: AppointmentView) => void {
  const queries = useQueryClient();
  const { id: tenantId, timeZone } = useSession().tenant;
  return useCallback(
    (appointment) => {
      const weeks = queries.getQueriesData<AppointmentView[]>({ queryKey: agendaQueries.weeks(tenantId) });
      for (const [queryKey, known] of weeks) {
        const { from, to } = weekPeriod(String(queryKey.at(-1)), timeZone);
        const others = (known ?? []).filter(({ id }) => id !== appointment.id);
        const isHere = appointment.startsAt < to && appointment.endsAt > from;
        const next = isHere ? [...others, appointment].sort((a, b) => +a.startsAt - +b.startsAt) : others;
        if (known) queries.setQueryData(queryKey, next);
      }
      queries.setQueryData(
        agendaQueries.detail(tenantId, appointment.id).queryKey,
        (known: AppointmentDetail | undefined) => known && { ...known, ...appointment },
      );
    },
    [queries, tenantId, timeZone],
  );
}
