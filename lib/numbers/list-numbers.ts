import type { Scope } from "@/db/client";
import { listNumbers as query, type NumberWithAgent } from "@/db/queries/agents";

export function listNumbers(scope: Scope): Promise<NumberWithAgent[]> {
  return query(scope);
}
