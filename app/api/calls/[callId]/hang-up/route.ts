import { hangUpCall } from "@/lib/calls/hang-up-call";
import { callParams, callView } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "End a call",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  output: callView,
  handler: ({ scope, params }) => hangUpCall(scope, params.callId),
});
