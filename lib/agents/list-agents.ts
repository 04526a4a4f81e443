import type { Scope } from "@/db/client";
import { listAgents as query } from "@/db/queries/agents";
import { type AgentWithState, withState } from "./publication";

export async function listAgents(scope: Scope): Promise<AgentWithState[]> {
  return (await query(scope)).map(withState);
}
