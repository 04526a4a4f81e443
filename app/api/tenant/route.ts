import { route } from "@/lib/http/route";
import { tenantPatch, tenantView } from "@/lib/tenants/schema";
import { updateTenant } from "@/lib/tenants/update-tenant";

export const GET = route({
  summary: "The business",
  role: "viewer",
  apiScope: "business:read",
  output: tenantView,
  handler: async ({ tenant }) => tenant,
});

export const PATCH = route({
  summary: "Change the business",
  role: "admin",
  body: tenantPatch,
  output: tenantView,
  handler: ({ scope, body }) => updateTenant(scope, body),
});
