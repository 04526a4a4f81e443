import { z } from "zod";
import { orderInput, serviceView } from "@/lib/agenda/schema";
import { orderServices } from "@/lib/agenda/services";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Put the services in another order",
  role: "admin",
  apiScope: "appointments:write",
  body: orderInput,
  output: z.array(serviceView),
  handler: ({ scope, body }) => orderServices(scope, body.ids),
});
