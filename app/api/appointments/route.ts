import { z } from "zod";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { listAppointments } from "@/lib/appointments/get-appointment";
import { appointmentInput, appointmentListQuery, appointmentView } from "@/lib/appointments/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Appointments of a period",
  role: "viewer",
  apiScope: "appointments:read",
  query: appointmentListQuery,
  output: z.array(appointmentView),
  handler: ({ scope, query }) => listAppointments(scope, query),
});

export const POST = route({
  summary: "Book an appointment",
  role: "operator",
  apiScope: "appointments:write",
  body: appointmentInput,
  output: appointmentView,
  status: 201,
  handler: ({ scope, body }) => bookAppointment(scope, body),
});
