import { listTenantsWithAccounts } from "@/db/queries/unscoped-tenants";
import { log } from "@/lib/log";
import type { TenantId } from "@/lib/vocabulary";
import { runHealthCheck } from "./run-health-check";

/** Most of a check is waiting for the vendors. */
const AT_ONCE = 4;

/** Looks at every business, a few at a time. */
export async function checkAll(): Promise<void> {
  const waiting = await listTenantsWithAccounts();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await checkOne(next);
    }),
  );
}

async function checkOne(tenantId: TenantId): Promise<void> {
  try {
    await runHealthCheck({ tenantId, actor: "system" });
  } catch (error) {
    // One business whose secrets cannot be opened does not keep the others from being looked at.
    log.warn({ err: error, tenantId }, "health check failed");
  }
}
