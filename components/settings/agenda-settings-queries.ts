import { z } from "zod";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { viewQuery } from "@/components/frame/view-query";
import { closureView, feedView, holidayPreview } from "@/lib/agenda/schema";

export const agendaSettingsQueries = {
  /** Those that are not over. */
  closures: (tenantId: string) =>
    viewQuery([...agendaQueries.all(tenantId), "closures", "coming"], "/api/closures", z.array(closureView)),
  holidays: (tenantId: string, year: number, region: string) =>
    viewQuery(
      [...agendaQueries.all(tenantId), "holidays", year, region],
      `/api/closures/holidays?${new URLSearchParams({ year: String(year), ...(region ? { region } : {}) })}`,
      holidayPreview,
    ),
  feeds: (tenantId: string) =>
    viewQuery([...agendaQueries.all(tenantId), "feeds"], "/api/calendar-feeds", z.array(feedView)),
};
