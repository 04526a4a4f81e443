import { useQueryClient } from "@tanstack/react-query";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { sendJson } from "@/lib/api-client";
import {
  type AgentInput,
  type AgentView,
  agentView,
  type Resolution,
  savedAgentView,
} from "@/lib/agents/schema";
import { agentPath, agentQueries } from "./agent-queries";

/**
 * Everything that writes an agent. A change sends only what the form touched: what a colleague saved meanwhile in other fields stays.
 * `resolve` says which side wins where ElevenLabs has something else.
 */
export function useSaveAgent() {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const keep = async <Agent extends AgentView>(agent: Agent): Promise<Agent> => {
    queries.setQueryData(agentQueries.detail(tenantId, agent.id).queryKey, agentView.parse(agent));
    await Promise.all([
      queries.invalidateQueries({ queryKey: agentQueries.list(tenantId).queryKey }),
      queries.invalidateQueries({ queryKey: agentQueries.versions(tenantId, agent.id).queryKey }),
      queries.invalidateQueries({ queryKey: agentQueries.difference(tenantId, agent.id).queryKey }),
      queries.invalidateQueries({ queryKey: numberQueries.all(tenantId) }),
    ]);
    return agent;
  };
  return {
    create: async (input: AgentInput, resolve: Resolution = {}) =>
      keep(await sendJson("POST", "/api/agents", { ...input, resolve }, savedAgentView)),
    change: async (agentId: string, changes: Partial<AgentInput>, resolve: Resolution = {}) =>
      keep(await sendJson("PATCH", agentPath(agentId), { ...changes, resolve }, savedAgentView)),
    publish: async (agentId: string, resolve: Resolution = {}) =>
      keep(await sendJson("POST", `${agentPath(agentId)}/publish`, { resolve }, agentView)),
    restore: async (agentId: string, version: number, resolve: Resolution = {}) =>
      keep(
        await sendJson(
          "POST",
          `${agentPath(agentId)}/versions/${version}/restore`,
          { resolve },
          savedAgentView,
        ),
      ),
  };
}
