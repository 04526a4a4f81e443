import type { Scope } from "@/db/client";
import { listAgents as query, type AgentWithNumbers } from "@/db/queries/agents";

export function listAgents(scope: Scope): Promise<AgentWithNumbers[]> {
  return query(scope);
}
