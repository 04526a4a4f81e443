import { setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { appointmentParams, appointmentStatusInput, appointmentView } from "@/lib/appointments/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Confirm, cancel or reopen an appointment",
  role: "operator",
  apiScope: "appointments:write",
  params: appointmentParams,
  body: appointmentStatusInput,
  output: appointmentView,
  handler: ({ scope, params, body }) => setAppointmentStatus(scope, params.appointmentId, body),
});
