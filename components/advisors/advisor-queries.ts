import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { advisorView } from "@/lib/advisors/schema";

export const advisorQueries = {
  /** Everybody who is not archived, by priority and name, as of when it was asked. */
  list: (tenantId: string) =>
    viewQuery(["tenant", tenantId, "advisors"], "/api/advisors", z.array(advisorView)),
};
