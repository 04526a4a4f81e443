import type { Scope } from "@/db/client";
import { readOutboundUse } from "@/db/queries/outbound-calls";
import type { Tenant } from "@/db/schema/tenants";
import { committedUsd, dayStartOf } from "@/lib/calls/dial-guard";
import type { Spending } from "./schema";

/** What today's outgoing calls cost, as the guard that may refuse the next one counts it. */
export async function getSpending(scope: Scope, tenant: Tenant): Promise<Spending> {
  const use = await readOutboundUse(scope, { dayStart: dayStartOf(tenant, new Date()), toNumber: "" });
  return {
    spentTodayUsd: use.spentUsd.toFixed(2),
    expectedTodayUsd: committedUsd(use).toFixed(2),
    dailySpendCapUsd: tenant.dailySpendCapUsd,
  };
}
