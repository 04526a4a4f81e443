import { viewQuery } from "@/components/frame/view-query";
import { spendingView, tenantView } from "@/lib/tenants/schema";

export const tenantQueries = {
  detail: (tenantId: string) => viewQuery(["tenant", tenantId, "business"], "/api/tenant", tenantView),
  /** Grows with the calls, so it lives among them: news of a call ask for it anew. */
  spending: (tenantId: string) =>
    viewQuery(["tenant", tenantId, "calls", "list", "spending"], "/api/tenant/spending", spendingView),
};
