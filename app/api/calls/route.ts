import { z } from "zod";
import { listCalls } from "@/lib/calls/list-calls";
import { callListQuery, callView } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Calls, newest first",
  role: "viewer",
  query: callListQuery,
  output: z.array(callView),
  paged: true,
  handler: ({ scope, query: { cursor, limit, ...filters } }) => listCalls(scope, filters, { cursor, limit }),
});
