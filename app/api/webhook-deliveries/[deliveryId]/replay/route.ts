import { route } from "@/lib/http/route";
import { replayDelivery } from "@/lib/outgoing/deliveries";
import { deliveryParams, deliveryView } from "@/lib/outgoing/schema";

export const POST = route({
  summary: "Send a delivery again, under a new id that names the first one",
  role: "admin",
  params: deliveryParams,
  output: deliveryView,
  status: 201,
  handler: ({ scope, params }) => replayDelivery(scope, params.deliveryId),
});
