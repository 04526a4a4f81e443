import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { accountView } from "@/lib/accounts/schema";
import { getJson } from "@/lib/api-client";

export const accountQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "accounts"] as const,
  list: (tenantId: string) =>
    queryOptions({
      queryKey: [...accountQueries.all(tenantId), "list"] as const,
      queryFn: ({ signal }) => getJson("/api/accounts", z.array(accountView), signal),
    }),
};
