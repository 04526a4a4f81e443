import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { numberView } from "@/lib/numbers/schema";

export const numberQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "numbers"] as const,
  list: (tenantId: string) =>
    viewQuery([...numberQueries.all(tenantId), "list"], "/api/numbers", z.array(numberView)),
};
