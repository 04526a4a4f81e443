import { z } from "zod";
import { callParams, toolUseView } from "@/lib/calls/schema";
import { listToolUsesOfCall } from "@/lib/tools/list-tool-uses";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What the agent did in a call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: z.array(toolUseView),
  handler: ({ scope, params }) => listToolUsesOfCall(scope, params.callId),
});
