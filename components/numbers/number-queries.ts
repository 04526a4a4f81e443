import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { type AvailableNumbersQuery, availableNumberView, numberView } from "@/lib/numbers/schema";

export const numberQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "numbers"] as const,
  list: (tenantId: string) =>
    viewQuery([...numberQueries.all(tenantId), "list"], "/api/numbers", z.array(numberView)),
  available: (tenantId: string, wanted: AvailableNumbersQuery) =>
    viewQuery(
      // Not below `all`: news of our numbers do not change what Twilio sells.
      ["tenant", tenantId, "available-numbers", wanted] as const,
      `/api/numbers/available?${queryOf(wanted)}`,
      z.array(availableNumberView),
    ),
};

function queryOf({ country, type, contains, area }: AvailableNumbersQuery): URLSearchParams {
  return new URLSearchParams({ country, type, ...(contains ? { contains } : {}), ...(area ? { area } : {}) });
}
