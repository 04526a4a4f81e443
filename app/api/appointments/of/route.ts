import { z } from "zod";
import { listAppointmentsOf } from "@/lib/appointments/get-appointment";
import { appointmentsOfQuery, appointmentView } from "@/lib/appointments/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Appointments of a contact or a call",
  role: "viewer",
  apiScope: "appointments:read",
  query: appointmentsOfQuery,
  output: z.array(appointmentView),
  handler: ({ scope, query }) => listAppointmentsOf(scope, query),
});
