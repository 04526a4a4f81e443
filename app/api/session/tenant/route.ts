import { switchTenant } from "@/lib/auth/switch-tenant";
import { route } from "@/lib/http/route";
import { switchTenantInput } from "@/lib/tenants/schema";

export const POST = route({
  summary: "Work for another of one's businesses",
  role: "viewer",
  body: switchTenantInput,
  handler: ({ access, body }) => switchTenant(access, body.tenantId),
});
