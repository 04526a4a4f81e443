/**
 * As unscoped.ts, for what works for every business at once: the outgoing webhooks. Each query names its reason.
 */
import { and, asc, eq, inArray, lte, notInArray, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { webhookDeliveries } from "../schema/outgoing";

/** How many of the deliveries that are due are looked at to find some of other addresses than the busiest one. */
const DELIVERIES_LOOKED_AT = 500;

export interface ClaimedDelivery {
  tenantId: TenantId;
  id: string;
  endpointId: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The outgoing webhooks that are due, the longest waiting first, at most `perEndpoint` of one address and none of those in `busy`. A claim
 * counts as an attempt and puts the next one `leaseSeconds` off, so that what a dead worker held is taken again. The system role sees
 * neither what is told nor to whom.
 */
export async function claimDueDeliveries({
  limit,
  perEndpoint,
  busy,
  leaseSeconds,
}: {
  limit: number;
  perEndpoint: number;
  busy: readonly string[];
  leaseSeconds: number;
}): Promise<ClaimedDelivery[]> {
  const { tenantId, id, endpointId, attempts, nextAttemptAt, status } = webhookDeliveries;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ tenantId, id, endpointId })
      .from(webhookDeliveries)
      .where(
        and(
          eq(status, "pending"),
          lte(nextAttemptAt, sql`clock_timestamp()`),
          busy.length > 0 ? notInArray(endpointId, [...busy]) : undefined,
        ),
      )
      .orderBy(asc(nextAttemptAt))
      .limit(DELIVERIES_LOOKED_AT)
      .for("update", { skipLocked: true });
    const taken = new Map<string, number>();
    const chosen = due.filter((each) => {
      const before = taken.get(each.endpointId) ?? 0;
      taken.set(each.endpointId, before + 1);
      return before < perEndpoint;
    });
    const ids = chosen.slice(0, limit).map((each) => each.id);
    if (ids.length === 0) return [];
    const claimed = await tx
      .update(webhookDeliveries)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(inArray(id, ids))
      .returning({ tenantId, id, endpointId, attempts });
    const order = new Map(ids.map((each, position) => [each, position]));
    return claimed.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  });
}
