import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/api-client";
import { teamView } from "@/lib/team/schema";

export const teamQueries = {
  detail: (tenantId: string) =>
    queryOptions({
      queryKey: ["tenant", tenantId, "team"] as const,
      queryFn: ({ signal }) => getJson("/api/team", teamView, signal),
    }),
};
