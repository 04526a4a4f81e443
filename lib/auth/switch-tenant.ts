import "server-only";
import { setSessionTenant } from "@/db/queries/unscoped";
import { AppError } from "@/lib/errors";
import type { Access } from "./access";

/** Throws `not_found` for a business the person does not belong to. */
export async function switchTenant(access: Access, tenantId: string): Promise<void> {
  const chosen = access.tenants.find(({ tenant }) => tenant.id === tenantId);
  if (!chosen) throw new AppError("not_found", `tenant ${tenantId}`);
  await setSessionTenant(access.sessionId, chosen.tenant.id);
}
