/**
 * As unscoped.ts, for what works for every business at once: the businesses themselves: set-up and health check. Each query names its reason.
 */
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { accounts } from "../schema/agents";
import { tenants } from "../schema/tenants";

/** `npm start` fills only an empty house with the demo. */
export async function hasTenants(): Promise<boolean> {
  const rows = await systemDatabase().select({ id: tenants.id }).from(tenants).limit(1);
  return rows.length > 0;
}

/** The health check looks at every business that has accounts. */
export async function listTenantsWithAccounts(): Promise<TenantId[]> {
  const rows = await systemDatabase().selectDistinct({ tenantId: accounts.tenantId }).from(accounts);
  return rows.map(({ tenantId }) => tenantId);
}
