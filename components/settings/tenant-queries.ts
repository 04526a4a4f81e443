import { viewQuery } from "@/components/frame/view-query";
import { tenantView } from "@/lib/tenants/schema";

export const tenantQueries = {
  detail: (tenantId: string) => viewQuery(["tenant", tenantId, "business"], "/api/tenant", tenantView),
};
