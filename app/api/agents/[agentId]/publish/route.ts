import { publishAgent } from "@/lib/agents/publish-agent";
import { agentParams, agentView, publishInput } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Publish an agent at ElevenLabs",
  role: "admin",
  apiScope: "agents:write",
  params: agentParams,
  body: publishInput,
  output: agentView,
  handler: ({ scope, params, body }) => publishAgent(scope, params.agentId, body.resolve),
});
