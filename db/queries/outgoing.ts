import { and, asc, count, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryEvent, DeliveryStatus, OutgoingEvent } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import {
  type WebhookDelivery,
  webhookDeliveries,
  type WebhookEndpoint,
  webhookEndpoints,
} from "../schema/outgoing";

/** One delivery for every address that wants to know. */
export async function insertDeliveries(
  scope: Scope,
  event: OutgoingEvent,
  data: Record<string, unknown>,
): Promise<void> {
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into webhook_deliveries (tenant_id, endpoint_id, event, data)
      select tenant_id, id, ${event}, ${JSON.stringify(data)}::jsonb from webhook_endpoints
      where tenant_id = ${scope.tenantId} and active and ${event} = any(events)`),
  );
}

/** One delivery for one address; `nextAttemptAt` absent: due at once. */
export async function insertDelivery(
  scope: Scope,
  values: {
    endpointId: string;
    event: DeliveryEvent;
    data: Record<string, unknown>;
    replayOf?: string;
    attempts?: number;
    nextAttemptAt?: Date;
  },
): Promise<WebhookDelivery> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(webhookDeliveries)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

// --- endpoints ------------------------------------------------------------------------------------------------------------------

export type EndpointWithCounts = WebhookEndpoint & { pending: number; failed: number };

const isEndpoint = (scope: Scope, endpointId: string) =>
  and(eq(webhookEndpoints.tenantId, scope.tenantId), eq(webhookEndpoints.id, endpointId));

/** A person's word is wanted: it failed, and no repetition of it was delivered or is on its way. */
const isUnresolved = sql`${webhookDeliveries.status} = 'failed' and ${webhookDeliveries.replayOf} is null
  and ${webhookDeliveries.event} <> 'endpoint.test' and not exists (
    select 1 from webhook_deliveries again where again.tenant_id = ${webhookDeliveries.tenantId}
    and again.endpoint_id = ${webhookDeliveries.endpointId} and again.replay_of = ${webhookDeliveries.id}
    and again.status <> 'failed')`;

/** Oldest first, with how many deliveries wait and how many failed for good. */
export async function listEndpoints(scope: Scope): Promise<EndpointWithCounts[]> {
  return scoped(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.tenantId, scope.tenantId))
      .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id));
    const mine = eq(webhookDeliveries.tenantId, scope.tenantId);
    const countBy = async (which: SQL) => {
      const counts = await tx
        .select({ endpointId: webhookDeliveries.endpointId, deliveries: count() })
        .from(webhookDeliveries)
        .where(and(mine, which))
        .groupBy(webhookDeliveries.endpointId);
      return new Map(counts.map(({ endpointId, deliveries }) => [endpointId, deliveries]));
    };
    const pending = await countBy(eq(webhookDeliveries.status, "pending"));
    const failed = await countBy(isUnresolved);
    return rows.map((row) => ({
      ...row,
      pending: pending.get(row.id) ?? 0,
      failed: failed.get(row.id) ?? 0,
    }));
  });
}

export async function countEndpoints(scope: Scope): Promise<number> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ endpoints: count() })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.tenantId, scope.tenantId)),
  );
  return row?.endpoints ?? 0;
}

export async function findEndpoint(scope: Scope, endpointId: string): Promise<WebhookEndpoint | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.select().from(webhookEndpoints).where(isEndpoint(scope, endpointId)),
  );
  return row;
}

/** Holds the row until the transaction ends. */
export async function lockEndpoint(scope: Scope, endpointId: string): Promise<WebhookEndpoint | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.select().from(webhookEndpoints).where(isEndpoint(scope, endpointId)).for("no key update"),
  );
  return row;
}

export async function createEndpoint(
  scope: Scope,
  values: Pick<WebhookEndpoint, "id" | "url" | "events" | "sealedSecret" | "createdBy">,
): Promise<WebhookEndpoint> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(webhookEndpoints)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

export async function updateEndpoint(
  scope: Scope,
  endpointId: string,
  patch: Partial<Pick<WebhookEndpoint, "url" | "events" | "active" | "disabledReason" | "sealedSecret">>,
): Promise<WebhookEndpoint | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.update(webhookEndpoints).set(patch).where(isEndpoint(scope, endpointId)).returning(),
  );
  return row;
}

/** With its deliveries. */
export async function deleteEndpoint(scope: Scope, endpointId: string): Promise<WebhookEndpoint | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.delete(webhookEndpoints).where(isEndpoint(scope, endpointId)).returning(),
  );
  return row;
}

// --- deliveries -----------------------------------------------------------------------------------------------------------------

const isDelivery = (scope: Scope, deliveryId: string) =>
  and(eq(webhookDeliveries.tenantId, scope.tenantId), eq(webhookDeliveries.id, deliveryId));

export type DeliveryWithEndpoint = WebhookDelivery & {
  endpoint: WebhookEndpoint;
  /** When it happened: of a repetition, when what it repeats did. */
  happenedAt: Date;
};

export async function findDelivery(
  scope: Scope,
  deliveryId: string,
): Promise<DeliveryWithEndpoint | undefined> {
  const original = sql<Date | null>`(select original.created_at from webhook_deliveries original
    where original.tenant_id = ${webhookDeliveries.tenantId} and original.id = ${webhookDeliveries.replayOf})`;
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({
        delivery: webhookDeliveries,
        endpoint: webhookEndpoints,
        originalAt: original.mapWith(webhookDeliveries.createdAt),
      })
      .from(webhookDeliveries)
      .innerJoin(
        webhookEndpoints,
        and(
          eq(webhookEndpoints.tenantId, webhookDeliveries.tenantId),
          eq(webhookEndpoints.id, webhookDeliveries.endpointId),
        ),
      )
      .where(isDelivery(scope, deliveryId)),
  );
  if (!row) return undefined;
  const { delivery, endpoint, originalAt } = row;
  return { ...delivery, endpoint, happenedAt: originalAt ?? delivery.createdAt };
}

export interface Attempt {
  deliveryId: string;
  /** Which one it was, from one on. */
  attempt: number;
  status: DeliveryStatus;
  nextAttemptAt: Date | undefined;
  lastStatus: number | null;
  lastAnswer: string | null;
  durationMs: number | null;
}

/**
 * False when it changed nothing: a worker that was believed dead says too late that it failed. That it was delivered is never too late.
 */
export async function recordAttempt(scope: Scope, done: Attempt): Promise<boolean> {
  const isDelivered = done.status === "delivered";
  const { status, lastStatus, lastAnswer, durationMs, nextAttemptAt } = done;
  const rows = await scoped(scope, (tx) =>
    tx
      .update(webhookDeliveries)
      .set({
        status,
        lastStatus,
        lastAnswer,
        durationMs,
        lastAttemptAt: sql`clock_timestamp()`,
        ...(isDelivered ? { deliveredAt: sql`clock_timestamp()` } : {}),
        ...(nextAttemptAt ? { nextAttemptAt } : {}),
      })
      .where(
        and(
          isDelivery(scope, done.deliveryId),
          eq(webhookDeliveries.status, "pending"),
          isDelivered ? undefined : eq(webhookDeliveries.attempts, done.attempt),
        ),
      )
      .returning({ id: webhookDeliveries.id }),
  );
  return rows.length > 0;
}

/** What waits for an address that is told nothing any more has failed, for that reason. */
export async function failPendingDeliveries(scope: Scope, endpointId: string, why: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(webhookDeliveries)
      .set({ status: "failed", lastStatus: null, lastAnswer: why })
      .where(
        and(
          eq(webhookDeliveries.tenantId, scope.tenantId),
          eq(webhookDeliveries.endpointId, endpointId),
          eq(webhookDeliveries.status, "pending"),
        ),
      ),
  );
}

/** Whether everything since the last success has failed, and the first of it `days` ago or earlier. */
export async function hasFailedFor(scope: Scope, endpointId: string, days: number): Promise<boolean> {
  const [row] = await scoped(scope, (tx) =>
    tx.execute<{ failing: boolean }>(sql`
      select coalesce(min(created_at) < now() - make_interval(days => ${days}), false) as failing
      from webhook_deliveries
      where tenant_id = ${scope.tenantId} and endpoint_id = ${endpointId} and status = 'failed'
        and event <> 'endpoint.test'
        and created_at > coalesce((
          select max(delivered_at) from webhook_deliveries
          where tenant_id = ${scope.tenantId} and endpoint_id = ${endpointId} and delivered_at is not null
        ), '-infinity')`),
  );
  return row?.failing ?? false;
}

export interface DeliveryCursor {
  createdAt: Date;
  id: string;
}

/** Newest first. */
export async function listDeliveries(
  scope: Scope,
  endpointId: string,
  page: { status: DeliveryStatus | undefined; after: DeliveryCursor | undefined; limit: number },
): Promise<WebhookDelivery[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.tenantId, scope.tenantId),
          eq(webhookDeliveries.endpointId, endpointId),
          page.status && eq(webhookDeliveries.status, page.status),
          page.after && isBefore(page.after),
        ),
      )
      .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
      .limit(page.limit),
  );
}

function isBefore({ createdAt, id }: DeliveryCursor): SQL | undefined {
  return or(
    lt(webhookDeliveries.createdAt, createdAt),
    and(eq(webhookDeliveries.createdAt, createdAt), lt(webhookDeliveries.id, id)),
  );
}

/** Everything that failed and was not repeated since is due again, under new ids, in the order in which it happened. Says how many. */
export async function replayFailedDeliveries(scope: Scope, endpointId: string): Promise<number> {
  const rows = await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into webhook_deliveries (tenant_id, endpoint_id, event, data, replay_of, created_at, next_attempt_at)
      select tenant_id, endpoint_id, event, data, id, turn, turn from (
        select *, now() + row_number() over (order by created_at, id) * interval '1 millisecond' as turn
        from webhook_deliveries
        where tenant_id = ${scope.tenantId} and endpoint_id = ${endpointId} and ${isUnresolved}
      ) failed
      returning id`),
  );
  return rows.length;
}

/** The log of an address holds people's data: what is over and older than so many days goes. */
export async function deleteOldDeliveries(scope: Scope, endpointId: string, days: number): Promise<void> {
  await scoped(scope, (tx) =>
    tx.execute(sql`
      delete from webhook_deliveries
      where tenant_id = ${scope.tenantId} and endpoint_id = ${endpointId} and status <> 'pending'
        and created_at < now() - make_interval(days => ${days})`),
  );
}
