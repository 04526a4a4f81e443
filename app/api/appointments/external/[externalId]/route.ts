import { getAppointmentByExternalId, keepAppointment } from "@/lib/appointments/keep-appointment";
import { appointmentView, externalAppointmentInput } from "@/lib/appointments/schema";
import { externalParams } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "An appointment by the id of your own system",
  role: "viewer",
  apiScope: "appointments:read",
  params: externalParams,
  output: appointmentView,
  handler: ({ scope, params }) => getAppointmentByExternalId(scope, params.externalId),
});

export const PUT = route({
  summary: "Make an appointment what your own system says it is",
  role: "operator",
  apiScope: "appointments:write",
  params: externalParams,
  body: externalAppointmentInput,
  output: appointmentView,
  handler: ({ scope, params, body }) => keepAppointment(scope, params.externalId, body),
});
