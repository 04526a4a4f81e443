import { agentVersionParams, publishInput, savedAgentView } from "@/lib/agents/schema";
import { restoreVersion } from "@/lib/agents/versions";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Make an agent again what it was at a publication",
  role: "admin",
  apiScope: "agents:write",
  params: agentVersionParams,
  body: publishInput,
  output: savedAgentView,
  handler: ({ scope, params, body }) => restoreVersion(scope, params, body.resolve),
});
