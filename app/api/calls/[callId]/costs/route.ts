import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { getCallCosts } from "@/lib/model-uses/get-call-costs";
import { callCosts } from "@/lib/model-uses/schema";

export const GET = route({
  summary: "What a call cost, by vendor",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: callCosts,
  handler: ({ scope, params }) => getCallCosts(scope, params.callId),
});
