import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { apiKeyView } from "@/lib/api-keys/schema";

export const apiKeyQueries = {
  list: (tenantId: string) => viewQuery(["tenant", tenantId, "api-keys"], "/api/keys", z.array(apiKeyView)),
};
