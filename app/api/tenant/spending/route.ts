import { route } from "@/lib/http/route";
import { getSpending } from "@/lib/tenants/get-spending";
import { spendingView } from "@/lib/tenants/schema";

export const GET = route({
  summary: "What outgoing calls have cost today",
  role: "viewer",
  apiScope: "business:read",
  output: spendingView,
  handler: ({ scope, tenant }) => getSpending(scope, tenant),
});
