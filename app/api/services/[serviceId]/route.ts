import { serviceParams, servicePatch, serviceView } from "@/lib/agenda/schema";
import { deleteService, updateService } from "@/lib/agenda/services";
import { route } from "@/lib/http/route";

export const PATCH = route({
  summary: "Change a service; appointments that stand keep their length",
  role: "admin",
  apiScope: "appointments:write",
  params: serviceParams,
  body: servicePatch,
  output: serviceView,
  handler: ({ scope, params, body }) => updateService(scope, params.serviceId, body),
});

export const DELETE = route({
  summary: "Remove a service that was never booked; others are made inactive",
  role: "admin",
  apiScope: "appointments:write",
  params: serviceParams,
  handler: ({ scope, params }) => deleteService(scope, params.serviceId),
});
