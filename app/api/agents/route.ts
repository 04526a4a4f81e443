import { z } from "zod";
import { listAgents } from "@/lib/agents/list-agents";
import { createAgent } from "@/lib/agents/save-agent";
import { agentInput, agentView } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Agents with the numbers that reach them",
  role: "viewer",
  output: z.array(agentView),
  handler: ({ scope }) => listAgents(scope),
});

export const POST = route({
  summary: "Create an agent, or link one that exists at ElevenLabs",
  role: "admin",
  body: agentInput,
  output: agentView,
  status: 201,
  handler: ({ scope, body }) => createAgent(scope, body),
});
