import { viewQuery } from "@/components/frame/view-query";
import { healthReport } from "@/lib/health/schema";

export const healthQueries = {
  report: (tenantId: string) => viewQuery(["tenant", tenantId, "health"], "/api/health", healthReport),
};
