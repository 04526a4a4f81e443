import { viewQuery } from "@/components/frame/view-query";
import { lineView } from "@/lib/line/schema";

export const lineQueries = {
  line: (tenantId: string) => viewQuery(["tenant", tenantId, "line"], "/api/line", lineView),
};
