import { z } from "zod";
import { orderInput, staffView } from "@/lib/agenda/schema";
import { orderStaff } from "@/lib/agenda/staff";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Put the staff in another order",
  role: "admin",
  apiScope: "appointments:write",
  body: orderInput,
  output: z.array(staffView),
  handler: ({ scope, body }) => orderStaff(scope, body.ids),
});
