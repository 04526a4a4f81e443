import { route } from "@/lib/http/route";
import { deleteEndpoint, updateEndpoint } from "@/lib/outgoing/manage-endpoints";
import { endpointParams, endpointPatch, endpointView } from "@/lib/outgoing/schema";

export const PATCH = route({
  summary: "Change an address, what it is told, or switch it on or off",
  role: "admin",
  params: endpointParams,
  body: endpointPatch,
  output: endpointView,
  handler: ({ scope, params, body }) => updateEndpoint(scope, params.endpointId, body),
});

export const DELETE = route({
  summary: "Remove an address and its log",
  role: "admin",
  params: endpointParams,
  handler: ({ scope, params }) => deleteEndpoint(scope, params.endpointId),
});
