import { z } from "zod";
import { findFreeSlots } from "@/lib/appointments/find-free-slots";
import { slotQuery, slotView } from "@/lib/appointments/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Free times for a service",
  role: "viewer",
  apiScope: "appointments:read",
  query: slotQuery,
  output: z.array(slotView),
  handler: ({ scope, query }) => findFreeSlots(scope, query),
});
