import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { importPreview, importView } from "@/lib/imports/schema";

export const importQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "imports"] as const,
  list: (tenantId: string) =>
    viewQuery([...importQueries.all(tenantId), "list"] as const, "/api/imports", z.array(importView)),
  detail: (tenantId: string, importId: string) =>
    viewQuery(
      [...importQueries.all(tenantId), "one", importId] as const,
      `/api/imports/${importId}`,
      importView,
    ),
  preview: (tenantId: string, importId: string) =>
    viewQuery(
      [...importQueries.all(tenantId), "preview", importId] as const,
      `/api/imports/${importId}/preview`,
      importPreview,
    ),
};
