import { z } from "zod";
import { route } from "@/lib/http/route";
import { listDeliveries } from "@/lib/outgoing/deliveries";
import { deliveryListQuery, deliveryView, endpointParams } from "@/lib/outgoing/schema";

export const GET = route({
  summary: "What an address was told, newest first",
  role: "admin",
  params: endpointParams,
  query: deliveryListQuery,
  output: z.array(deliveryView),
  paged: true,
  handler: ({ scope, params, query }) => listDeliveries(scope, params.endpointId, query),
});
