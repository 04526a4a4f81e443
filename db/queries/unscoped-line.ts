/**
 * As unscoped.ts, for what works for every business at once: whether the vendors of their lines are there. Each query names its reason.
 */
import { and, asc, eq, lte, or, sql } from "drizzle-orm";
import { LINE_SERVICES, type LineService, type TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { accounts, numbers } from "../schema/agents";
import { lineServices } from "../schema/line";

/**
 * The services of every business that somebody can call, which has accounts and a number with an agent, are asked about from now on. Those
 * that are known stay as they are.
 */
export async function expectLineServices(): Promise<void> {
  const services = sql.join(
    LINE_SERVICES.map((service) => sql`(${service}::text)`),
    sql`, `,
  );
  await systemDatabase().execute(sql`
    insert into ${lineServices} (tenant_id, service)
    select distinct ${numbers.tenantId}, wanted.service
    from ${numbers}
    join ${accounts} on ${accounts.tenantId} = ${numbers.tenantId}
    cross join (values ${services}) as wanted (service)
    where ${numbers.agentId} is not null and ${numbers.owned}
    on conflict do nothing`);
}

export interface ClaimedProbe {
  tenantId: TenantId;
  service: LineService;
}

/**
 * The services of every business that are to be asked about now, the longest waiting first. A claim puts the next one `leaseSeconds` off,
 * so that workers share the work and what a dead one held is taken again.
 */
export async function claimDueProbes(limit: number, leaseSeconds: number): Promise<ClaimedProbe[]> {
  const { tenantId, service, nextProbeAt } = lineServices;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ tenantId, service })
      .from(lineServices)
      .where(lte(nextProbeAt, sql`clock_timestamp()`))
      .orderBy(asc(nextProbeAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(lineServices)
      .set({ nextProbeAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
      .where(or(...due.map((each) => and(eq(tenantId, each.tenantId), eq(service, each.service)))))
      .returning({ tenantId, service });
  });
}
