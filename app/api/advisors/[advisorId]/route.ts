import { getAdvisor } from "@/lib/advisors/list-advisors";
import { removeAdvisor, updateAdvisor } from "@/lib/advisors/manage-advisors";
import { advisorParams, advisorPatch, advisorView } from "@/lib/advisors/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "One advisor",
  role: "viewer",
  apiScope: "business:read",
  params: advisorParams,
  output: advisorView,
  handler: ({ scope, params }) => getAdvisor(scope, params.advisorId),
});

export const PATCH = route({
  summary: "Change an advisor",
  role: "admin",
  params: advisorParams,
  body: advisorPatch,
  output: advisorView,
  handler: ({ scope, params, body }) => updateAdvisor(scope, params.advisorId, body),
});

export const DELETE = route({
  summary: "Remove an advisor; transfers and messages they had keep their name",
  role: "admin",
  params: advisorParams,
  handler: ({ scope, params }) => removeAdvisor(scope, params.advisorId),
});
