import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { ApiScope } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type ApiKey, apiKeys } from "../schema/tenants";

/** Keys that still open something, newest first. */
export async function listApiKeys(scope: Scope): Promise<ApiKey[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, scope.tenantId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)),
  );
}

export async function countApiKeys(scope: Scope): Promise<number> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ keys: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, scope.tenantId), isNull(apiKeys.revokedAt))),
  );
  return row?.keys ?? 0;
}

export async function createApiKey(
  scope: Scope,
  values: { name: string; keyHash: string; hint: string; scopes: ApiScope[]; createdBy: string },
): Promise<ApiKey> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(apiKeys)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** The row stays, so that the audit log can name what was revoked. Undefined when it was revoked before. */
export async function revokeApiKey(scope: Scope, keyId: string): Promise<ApiKey | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.tenantId, scope.tenantId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
      .returning(),
  );
  return row;
}
