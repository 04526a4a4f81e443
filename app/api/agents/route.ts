import { z } from "zod";
import { listAgents } from "@/lib/agents/list-agents";
import { createAgent } from "@/lib/agents/save-agent";
import { agentView, newAgentInput, savedAgentView } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Agents with the numbers that reach them",
  role: "viewer",
  apiScope: "agents:read",
  output: z.array(agentView),
  handler: ({ scope }) => listAgents(scope),
});

export const POST = route({
  summary: "Create an agent here and at ElevenLabs, or take over one that exists there",
  role: "admin",
  apiScope: "agents:write",
  body: newAgentInput,
  output: savedAgentView,
  status: 201,
  handler: ({ scope, body }) => createAgent(scope, body),
});
