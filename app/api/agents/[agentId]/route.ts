import { getAgent, updateAgent } from "@/lib/agents/save-agent";
import { agentParams, agentPatch, agentView } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "An agent",
  role: "viewer",
  params: agentParams,
  output: agentView,
  handler: ({ scope, params }) => getAgent(scope, params.agentId),
});

export const PATCH = route({
  summary: "Change an agent",
  role: "admin",
  params: agentParams,
  body: agentPatch,
  output: agentView,
  handler: ({ scope, params, body }) => updateAgent(scope, params.agentId, body),
});
