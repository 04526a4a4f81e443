import type { Scope } from "@/db/client";
import { listAccounts as query } from "@/db/queries/agents";
import type { Account } from "@/db/schema/agents";

export function listAccounts(scope: Scope): Promise<Account[]> {
  return query(scope);
}
