import { route } from "@/lib/http/route";
import { replayFailed } from "@/lib/outgoing/deliveries";
import { endpointParams, replayedCount } from "@/lib/outgoing/schema";

export const POST = route({
  summary: "Send again everything that failed and was not repeated since",
  role: "admin",
  params: endpointParams,
  output: replayedCount,
  handler: ({ scope, params }) => replayFailed(scope, params.endpointId),
});
