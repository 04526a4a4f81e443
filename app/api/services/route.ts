import { z } from "zod";
import { newServiceInput, serviceView } from "@/lib/agenda/schema";
import { createService, listServices } from "@/lib/agenda/services";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What can be booked, in its order",
  role: "viewer",
  apiScope: "appointments:read",
  output: z.array(serviceView),
  handler: ({ scope }) => listServices(scope),
});

export const POST = route({
  summary: "Add a service; everybody does it",
  role: "admin",
  apiScope: "appointments:write",
  body: newServiceInput,
  output: serviceView,
  status: 201,
  handler: ({ scope, body }) => createService(scope, body),
});
