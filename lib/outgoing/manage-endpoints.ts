import { randomUUID } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  countEndpoints,
  createEndpoint as insert,
  deleteEndpoint as remove,
  type EndpointWithCounts,
  listEndpoints as query,
  lockEndpoint,
  updateEndpoint as update,
} from "@/db/queries/outgoing";
import { lockTenant, writeAudit } from "@/db/queries/team";
import { env } from "@/env";
import { definedOnly } from "@/lib/defined-only";
import { AppError } from "@/lib/errors";
import { sealNewSecret, sealNextSecret } from "./endpoint-secrets";
import { namesPrivateAddress } from "./post-webhook";
import type { EndpointInput, EndpointPatch, RotatedSecret } from "./schema";
import { switchOff } from "./switch-off";

/** More than any business has systems. */
const MAX_ENDPOINTS = 20;

export function listEndpoints(scope: Scope): Promise<EndpointWithCounts[]> {
  return query(scope);
}

/**
 * The secret is in the answer and nowhere else in clear. Throws `conflict` when the business has too many, `invalid` for an address that
 * the house does not call.
 */
export async function createEndpoint(
  scope: Scope,
  by: { name: string },
  { url, events }: EndpointInput,
): Promise<EndpointWithCounts & { secret: string }> {
  requireCallable(url);
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would count the same.
    await lockTenant(inner);
    if ((await countEndpoints(inner)) >= MAX_ENDPOINTS)
      throw new AppError("conflict", "too_many_endpoints", undefined, { max: MAX_ENDPOINTS });
    const id = randomUUID();
    const { secret, sealed } = sealNewSecret(scope.tenantId, id);
    const made = await insert(inner, { id, url, events, sealedSecret: sealed, createdBy: by.name });
    await writeAudit(inner, { action: "webhook_endpoint.create", subject: id, details: { url, events } });
    await notifyTenant(inner, { type: "deliveries" });
    return { ...made, pending: 0, failed: 0, secret };
  });
}

/** Throws `not_found` for an address of another tenant, `invalid` for one that the house does not call. */
export async function updateEndpoint(
  scope: Scope,
  endpointId: string,
  { active, ...patch }: EndpointPatch,
): Promise<EndpointWithCounts> {
  if (patch.url !== undefined) requireCallable(patch.url);
  return withTransaction(scope, async (inner) => {
    const before = await lockEndpoint(inner, endpointId);
    if (!before) throw new AppError("not_found", `webhook endpoint ${endpointId}`);
    if (active === false) await switchOff(inner, endpointId, null);
    const changes = { ...definedOnly(patch), ...(active ? { active, disabledReason: null } : {}) };
    if (Object.keys(changes).length > 0) {
      await update(inner, endpointId, changes);
      const { url, events } = before;
      await writeAudit(inner, {
        action: "webhook_endpoint.update",
        subject: endpointId,
        details: { before: { url, events, active: before.active }, ...changes },
      });
    }
    await notifyTenant(inner, { type: "deliveries" });
    return getEndpoint(inner, endpointId);
  });
}

/** With its log. Throws `not_found` for an address of another tenant. */
export async function deleteEndpoint(scope: Scope, endpointId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const gone = await remove(inner, endpointId);
    if (!gone) throw new AppError("not_found", `webhook endpoint ${endpointId}`);
    await writeAudit(inner, {
      action: "webhook_endpoint.delete",
      subject: endpointId,
      details: { url: gone.url },
    });
    await notifyTenant(inner, { type: "deliveries" });
  });
}

/** For a day both secrets sign. Throws `not_found` for an address of another tenant. */
export async function rotateSecret(scope: Scope, endpointId: string): Promise<RotatedSecret> {
  return withTransaction(scope, async (inner) => {
    const endpoint = await lockEndpoint(inner, endpointId);
    if (!endpoint) throw new AppError("not_found", `webhook endpoint ${endpointId}`);
    const { secret, sealed, previousUntil } = sealNextSecret(endpoint, new Date());
    await update(inner, endpointId, { sealedSecret: sealed });
    await writeAudit(inner, {
      action: "webhook_endpoint.rotate",
      subject: endpointId,
      details: { url: endpoint.url },
    });
    return { secret, previousUntil };
  });
}

async function getEndpoint(scope: Scope, endpointId: string): Promise<EndpointWithCounts> {
  const found = (await query(scope)).find(({ id }) => id === endpointId);
  if (!found) throw new AppError("not_found", `webhook endpoint ${endpointId}`);
  return found;
}

/** Said when it is entered, so that nobody wonders later; what a name leads to is judged at every delivery. */
function requireCallable(address: string): void {
  if (env.WEBHOOK_ALLOW_PRIVATE === "true") return;
  const url = new URL(address);
  if (url.protocol !== "https:") throw new AppError("invalid", "webhook url", { url: "https_needed" });
  const isLocalName = /(^|\.)(localhost|local|internal)\.?$/.test(url.hostname);
  if (isLocalName || namesPrivateAddress(url))
    throw new AppError("invalid", "webhook url", { url: "private_address" });
}
