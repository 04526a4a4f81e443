import { getAgent, updateAgent } from "@/lib/agents/save-agent";
import { agentParams, agentPatch, agentView, savedAgentView } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "An agent",
  role: "viewer",
  apiScope: "agents:read",
  params: agentParams,
  output: agentView,
  handler: ({ scope, params }) => getAgent(scope, params.agentId),
});

export const PATCH = route({
  summary: "Change an agent and publish it at ElevenLabs",
  role: "admin",
  apiScope: "agents:write",
  params: agentParams,
  body: agentPatch,
  output: savedAgentView,
  handler: ({ scope, params, body }) => updateAgent(scope, params.agentId, body),
});
