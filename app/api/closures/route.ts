import { z } from "zod";
import { createClosure, listClosures } from "@/lib/agenda/closures";
import { closureInput, closureListQuery, closureView } from "@/lib/agenda/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "When nobody, or one person, receives anybody; without a period, what is not over",
  role: "viewer",
  apiScope: "appointments:read",
  query: closureListQuery,
  output: z.array(closureView),
  handler: ({ scope, query }) => listClosures(scope, query),
});

export const POST = route({
  summary: "Close the business, or one person's agenda, for a time",
  role: "admin",
  apiScope: "appointments:write",
  body: closureInput,
  output: closureView,
  status: 201,
  handler: ({ scope, body }) => createClosure(scope, body),
});
