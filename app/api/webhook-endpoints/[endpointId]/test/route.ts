import { route } from "@/lib/http/route";
import { testEndpoint } from "@/lib/outgoing/deliveries";
import { deliveryDetail, endpointParams } from "@/lib/outgoing/schema";

export const POST = route({
  summary: "Send a test event now, once, and see what comes back",
  role: "admin",
  params: endpointParams,
  output: deliveryDetail,
  handler: ({ scope, params }) => testEndpoint(scope, params.endpointId),
});
