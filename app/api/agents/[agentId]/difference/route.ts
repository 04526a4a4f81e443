import { getDifference } from "@/lib/agents/publish-agent";
import { agentDifferenceView, agentParams } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "An agent here against what stands at ElevenLabs now",
  role: "operator",
  apiScope: "agents:read",
  params: agentParams,
  output: agentDifferenceView,
  handler: ({ scope, params }) => getDifference(scope, params.agentId),
});
