import "server-only";
import type { Scope } from "@/db/client";
import { findApiKey, touchApiKey } from "@/db/queries/unscoped";
import type { Tenant } from "@/db/schema/tenants";
import { scopesAllow } from "@/lib/api-keys/rules";
import { AppError } from "@/lib/errors";
import { BearerRefusal } from "@/lib/http/answers";
import { hashToken } from "@/lib/one-time-token";
import type { ApiScope } from "@/lib/vocabulary";
import { addressOf, limitAttempts } from "./limit-attempts";

/** Wrong keys from one address in a quarter of an hour: a program with an old key stops knocking, a typing person does not notice. */
const MAX_UNKNOWN_KEYS = 100;
const TOUCHED_EVERY_MS = 60_000;

export interface KeyAccess {
  tenant: Tenant;
  scope: Scope;
}

/** What stands after `Bearer`; undefined when the request does not try to enter with a key. */
export function bearerOf(headers: Headers): string | undefined {
  const [scheme = "", ...rest] = (headers.get("authorization") ?? "").trim().split(/\s+/);
  return scheme.toLowerCase() === "bearer" ? rest.join(" ") : undefined;
}

/**
 * The door of API keys: from key to scope. Throws `unauthenticated` for a key that opens nothing, `forbidden` for one without `needed`
 * and at a door that takes no keys, `not_found` when the request names another business, `limit_reached` after many wrong keys.
 */
export async function openWithKey(
  bearer: string,
  request: { headers: Headers; needed: ApiScope | undefined; wantedTenantId: string | null },
): Promise<KeyAccess> {
  const found = /^ctl_[\w-]{43}$/.test(bearer) ? await findApiKey(hashToken(bearer)) : undefined;
  if (!found) {
    await limitAttempts([{ key: `api-key:${addressOf(request.headers)}`, most: MAX_UNKNOWN_KEYS }]);
    throw new BearerRefusal("unauthenticated", "key_unknown", "invalid_token");
  }
  const { key, tenant } = found;
  if (request.wantedTenantId && request.wantedTenantId !== tenant.id) {
    throw new AppError("not_found", "another business's name on the request");
  }
  if (!request.needed) throw new BearerRefusal("forbidden", "key_not_taken", "insufficient_scope");
  if (!scopesAllow(key.scopes, request.needed)) {
    throw new BearerRefusal("forbidden", "key_scope_missing", "insufficient_scope", request.needed);
  }
  const isStale = !key.lastUsedAt || Date.now() - key.lastUsedAt.getTime() > TOUCHED_EVERY_MS;
  if (isStale) await touchApiKey(tenant.id, key.id);
  return { tenant, scope: { tenantId: tenant.id, actor: `key:${key.id}` } };
}
