import { route } from "@/lib/http/route";
import { getDelivery } from "@/lib/outgoing/deliveries";
import { deliveryDetail, deliveryParams } from "@/lib/outgoing/schema";

export const GET = route({
  summary: "What was sent, and what came back",
  role: "admin",
  params: deliveryParams,
  output: deliveryDetail,
  handler: ({ scope, params }) => getDelivery(scope, params.deliveryId),
});
