import type { Scope } from "@/db/client";
import { listApiKeys as query } from "@/db/queries/api-keys";
import type { ApiKey } from "@/db/schema/tenants";

export function listApiKeys(scope: Scope): Promise<ApiKey[]> {
  return query(scope);
}
