import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import {
  type closureInput,
  closureView,
  type feedInput,
  feedMade,
  type newServiceInput,
  type newStaffInput,
  type servicePatch,
  serviceView,
  type staffPatch,
  staffView,
} from "@/lib/agenda/schema";

/** What is removed, by the folder of its address. */
type Removable = "staff" | "services" | "closures" | "calendar-feeds";

/** Everything that writes what the agenda is made of; whatever shows it asks anew. Throws what the server refuses. */
export function useAgendaWrites() {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const send: typeof sendJson = async (method, path, body, schema) => {
    const answer = await sendJson(method, path, body, schema);
    await queries.invalidateQueries({ queryKey: agendaQueries.all(tenantId) });
    return answer;
  };
  return {
    addStaff: (input: z.input<typeof newStaffInput>) => send("POST", "/api/staff", input, staffView),
    changeStaff: (staffId: string, patch: z.input<typeof staffPatch>) =>
      send("PATCH", `/api/staff/${staffId}`, patch, staffView),
    addService: (input: z.input<typeof newServiceInput>) => send("POST", "/api/services", input, serviceView),
    changeService: (serviceId: string, patch: z.input<typeof servicePatch>) =>
      send("PATCH", `/api/services/${serviceId}`, patch, serviceView),
    addClosure: (input: z.input<typeof closureInput>) => send("POST", "/api/closures", input, closureView),
    addHolidays: (year: number, region: string) =>
      send("POST", "/api/closures/holidays", { year, ...(region ? { region } : {}) }, z.array(closureView)),
    addFeed: (input: z.input<typeof feedInput>) => send("POST", "/api/calendar-feeds", input, feedMade),
    remove: (what: Removable, id: string) => send("DELETE", `/api/${what}/${id}`, undefined, z.unknown()),
  };
}
