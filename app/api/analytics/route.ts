import { getAnalytics } from "@/lib/analytics/get-analytics";
import { analyticsQuery, analyticsView } from "@/lib/analytics/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What the telephone brought in a period, and what it cost",
  role: "viewer",
  apiScope: "calls:read",
  query: analyticsQuery,
  output: analyticsView,
  handler: ({ scope, query }) => getAnalytics(scope, query),
});
