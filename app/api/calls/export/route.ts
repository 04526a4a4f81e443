import { exportCalls } from "@/lib/calls/export-calls";
import { callFilters } from "@/lib/calls/schema";
import { csvResponse } from "@/lib/http/csv";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "The filtered calls as CSV",
  role: "viewer",
  apiScope: "calls:read",
  query: callFilters,
  file: "text/csv",
  handler: async ({ scope, query }) => csvResponse("calls.csv", exportCalls(scope, query)),
});
