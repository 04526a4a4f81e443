import { runHealthCheck } from "@/lib/health/run-health-check";
import { healthReport } from "@/lib/health/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Look at accounts, numbers, agents and webhooks now",
  role: "operator",
  output: healthReport,
  handler: ({ scope }) => runHealthCheck(scope),
});
