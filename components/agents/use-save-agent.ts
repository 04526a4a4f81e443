import { useQueryClient } from "@tanstack/react-query";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { sendJson } from "@/lib/api-client";
import { type AgentInput, type AgentView, agentView } from "@/lib/agents/schema";
import { agentQueries } from "./agent-queries";

/** Creates an agent, or changes only what the form touched: what a colleague saved meanwhile in other fields stays. */
export function useSaveAgent() {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const keep = async (agent: AgentView) => {
    queries.setQueryData(agentQueries.detail(tenantId, agent.id).queryKey, agent);
    await Promise.all([
      queries.invalidateQueries({ queryKey: agentQueries.list(tenantId).queryKey }),
      queries.invalidateQueries({ queryKey: numberQueries.all(tenantId) }),
    ]);
    return agent;
  };
  return {
    create: async (input: AgentInput) => keep(await sendJson("POST", "/api/agents", input, agentView)),
    change: async (agentId: string, changes: Partial<AgentInput>) =>
      keep(await sendJson("PATCH", `/api/agents/${agentId}`, changes, agentView)),
  };
}
