import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { getJson } from "@/lib/api-client";
import { numberView } from "@/lib/numbers/schema";

export const numberQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "numbers"] as const,
  list: (tenantId: string) =>
    queryOptions({
      queryKey: [...numberQueries.all(tenantId), "list"] as const,
      queryFn: ({ signal }) => getJson("/api/numbers", z.array(numberView), signal),
    }),
};
