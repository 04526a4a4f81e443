import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/api-client";
import { tenantView } from "@/lib/tenants/schema";

export const tenantQueries = {
  detail: (tenantId: string) =>
    queryOptions({
      queryKey: ["tenant", tenantId, "business"] as const,
      queryFn: ({ signal }) => getJson("/api/tenant", tenantView, signal),
    }),
};
