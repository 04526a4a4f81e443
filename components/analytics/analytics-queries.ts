import { viewQuery } from "@/components/frame/view-query";
import { analyticsView } from "@/lib/analytics/schema";
import { type Choice, searchOf } from "./period-search";

export const analyticsQueries = {
  period: (tenantId: string, { from, to, agentId }: Pick<Choice, "from" | "to" | "agentId">) =>
    viewQuery(
      ["tenant", tenantId, "analytics", { from, to, agentId }],
      `/api/analytics?${searchOf({ from, to, agentId })}`,
      analyticsView,
    ),
};
