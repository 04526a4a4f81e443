import { z } from "zod";
import { route } from "@/lib/http/route";
import { createEndpoint, listEndpoints } from "@/lib/outgoing/manage-endpoints";
import { endpointInput, endpointMade, endpointView } from "@/lib/outgoing/schema";

export const GET = route({
  summary: "Addresses that are told what happens",
  role: "admin",
  output: z.array(endpointView),
  handler: ({ scope }) => listEndpoints(scope),
});

export const POST = route({
  summary: "Have an address told what happens; its signing secret is shown once",
  role: "admin",
  body: endpointInput,
  output: endpointMade,
  status: 201,
  handler: ({ scope, access, body }) => createEndpoint(scope, { name: access.user.name }, body),
});
