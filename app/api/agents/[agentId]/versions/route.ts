import { z } from "zod";
import { agentParams, agentVersionView } from "@/lib/agents/schema";
import { listVersions } from "@/lib/agents/versions";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What an agent was at each of its last publications",
  role: "viewer",
  apiScope: "agents:read",
  params: agentParams,
  output: z.array(agentVersionView),
  handler: ({ scope, params }) => listVersions(scope, params.agentId),
});
