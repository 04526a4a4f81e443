import { viewQuery } from "@/components/frame/view-query";
import { teamView } from "@/lib/team/schema";

export const teamQueries = {
  detail: (tenantId: string) => viewQuery(["tenant", tenantId, "team"], "/api/team", teamView),
};
