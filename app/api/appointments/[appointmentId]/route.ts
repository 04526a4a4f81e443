import { changeAppointment } from "@/lib/appointments/change-appointment";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import {
  appointmentDetail,
  appointmentParams,
  appointmentPatch,
  appointmentView,
} from "@/lib/appointments/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "An appointment with its history",
  role: "viewer",
  apiScope: "appointments:read",
  params: appointmentParams,
  output: appointmentDetail,
  handler: ({ scope, params }) => getAppointmentDetail(scope, params.appointmentId),
});

export const PATCH = route({
  summary: "Move or change an appointment",
  role: "operator",
  apiScope: "appointments:write",
  params: appointmentParams,
  body: appointmentPatch,
  output: appointmentView,
  handler: ({ scope, params, body }) => changeAppointment(scope, params.appointmentId, body),
});
