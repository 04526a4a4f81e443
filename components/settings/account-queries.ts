import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { accountView } from "@/lib/accounts/schema";

export const accountQueries = {
  list: (tenantId: string) =>
    viewQuery(["tenant", tenantId, "accounts", "list"], "/api/accounts", z.array(accountView)),
};
