import { getHealth } from "@/lib/health/run-health-check";
import { healthReport } from "@/lib/health/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What the last health check of the line found",
  role: "viewer",
  apiScope: "business:read",
  output: healthReport,
  handler: ({ scope }) => getHealth(scope),
});
