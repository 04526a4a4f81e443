import { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  findDelivery,
  findEndpoint,
  insertDelivery,
  listDeliveries as query,
  lockEndpoint,
  replayFailedDeliveries,
} from "@/db/queries/outgoing";
import { writeAudit } from "@/db/queries/team";
import type { WebhookDelivery, WebhookEndpoint } from "@/db/schema/outgoing";
import { idPart, instantPart, readCursor, writeCursor } from "@/lib/cursor";
import { AppError } from "@/lib/errors";
import type { DeliveryStatus } from "@/lib/vocabulary";
import { deliveryBody } from "./delivery-body";
import { DELIVERY_FAULTS, type DeliveryDetail, type DeliveryFault, type DeliveryView } from "./schema";
import { sendDelivery } from "./send-delivery";

const cursorPlace = z.tuple([instantPart, idPart]).transform(([createdAt, id]) => ({ createdAt, id }));

/** Newest first. Throws `not_found` for an address of another tenant, `invalid` for a cursor that is not one of ours. */
export async function listDeliveries(
  scope: Scope,
  endpointId: string,
  page: { status?: DeliveryStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<{ data: DeliveryView[]; nextCursor: string | null }> {
  if (!(await findEndpoint(scope, endpointId)))
    throw new AppError("not_found", `webhook endpoint ${endpointId}`);
  const rows = await query(scope, endpointId, {
    status: page.status,
    after: page.cursor === undefined ? undefined : readCursor(page.cursor, cursorPlace),
    limit: page.limit + 1,
  });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toView),
    nextCursor: rows.length > page.limit && last ? writeCursor(last.createdAt, last.id) : null,
  };
}

/** Throws `not_found` for a delivery of another tenant. */
export async function getDelivery(scope: Scope, deliveryId: string): Promise<DeliveryDetail> {
  const delivery = await findDelivery(scope, deliveryId);
  if (!delivery) throw new AppError("not_found", `webhook delivery ${deliveryId}`);
  return {
    ...toView(delivery),
    url: delivery.endpoint.url,
    body: deliveryBody(delivery),
    answer: delivery.lastStatus === null ? null : delivery.lastAnswer,
  };
}

/**
 * Told once more, under a new id that names the first one, so that a receiver which knows that one can tell. Throws `not_found` for a
 * delivery of another tenant, `conflict` while its address is switched off or the delivery is still under way.
 */
export async function replayDelivery(scope: Scope, deliveryId: string): Promise<DeliveryView> {
  return withTransaction(scope, async (inner) => {
    const delivery = await findDelivery(inner, deliveryId);
    if (!delivery) throw new AppError("not_found", `webhook delivery ${deliveryId}`);
    const { id, endpointId, event, data, replayOf } = delivery;
    requireActive(await getLocked(inner, endpointId));
    if (delivery.status === "pending") throw new AppError("conflict", "delivery_under_way");
    const again = await insertDelivery(inner, { endpointId, event, data, replayOf: replayOf ?? id });
    await writeAudit(inner, { action: "webhook_delivery.replay", subject: id, details: { as: again.id } });
    await notifyTenant(inner, { type: "deliveries" });
    return toView(again);
  });
}

/** Everything that failed and that nobody had repeated since. Throws as `replayDelivery` does. */
export async function replayFailed(scope: Scope, endpointId: string): Promise<{ replayed: number }> {
  return withTransaction(scope, async (inner) => {
    // Held: two who press at once repeat it once.
    requireActive(await getLocked(inner, endpointId));
    const replayed = await replayFailedDeliveries(inner, endpointId);
    await writeAudit(inner, {
      action: "webhook_endpoint.replay",
      subject: endpointId,
      details: { replayed },
    });
    await notifyTenant(inner, { type: "deliveries" });
    return { replayed };
  });
}

/** How long nobody else takes up what is being tried here; longer than an attempt may last. */
const TEST_LEASE_MS = 60_000;

/** Sends an event that means nothing, once and at once, also to an address that is switched off, and answers with what came back. */
export async function testEndpoint(scope: Scope, endpointId: string): Promise<DeliveryDetail> {
  const { id } = await withTransaction(scope, async (inner) => {
    const endpoint = await getLocked(inner, endpointId);
    return insertDelivery(inner, {
      endpointId,
      event: "endpoint.test",
      data: { endpointId, url: endpoint.url },
      attempts: 1,
      nextAttemptAt: new Date(Date.now() + TEST_LEASE_MS),
    });
  });
  await sendDelivery(scope, { deliveryId: id, attempt: 1, isOnly: true });
  return getDelivery(scope, id);
}

async function getLocked(scope: Scope, endpointId: string): Promise<WebhookEndpoint> {
  const endpoint = await lockEndpoint(scope, endpointId);
  if (!endpoint) throw new AppError("not_found", `webhook endpoint ${endpointId}`);
  return endpoint;
}

function requireActive({ active }: WebhookEndpoint): void {
  if (!active) throw new AppError("conflict", "endpoint_off");
}

function toView(row: WebhookDelivery): DeliveryView {
  const { id, endpointId, event, status, attempts, createdAt, lastAttemptAt, durationMs, replayOf } = row;
  return {
    id,
    endpointId,
    event,
    status,
    attempts,
    createdAt,
    nextAttemptAt: status === "pending" ? row.nextAttemptAt : null,
    lastAttemptAt,
    httpStatus: row.lastStatus,
    fault: faultOf(row),
    durationMs,
    replayOf,
  };
}

/** Where no status came, the column says why. */
function faultOf({ lastStatus, lastAnswer }: WebhookDelivery): DeliveryFault | null {
  if (lastStatus !== null) return null;
  return DELIVERY_FAULTS.find((fault) => fault === lastAnswer) ?? null;
}
