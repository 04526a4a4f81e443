import { getCall } from "@/lib/calls/get-call";
import { callDetail, callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "A call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: callDetail,
  handler: ({ scope, params }) => getCall(scope, params.callId),
});
