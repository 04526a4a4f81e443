import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { ApiError, sendJson } from "@/lib/api-client";
import { type ImportPatch, importView } from "@/lib/imports/schema";
import { importQueries } from "./import-queries";
import { watchImport } from "./watched-imports";

/** One sentence for a refusal: what is wrong with a field, else the server's own. */
function useRefusal(): (error: unknown) => string {
  const messageOf = useErrorMessage();
  return (error) =>
    (error instanceof ApiError ? Object.values(error.fields)[0] : undefined) ?? messageOf(error);
}

/** Changes how a draft is read; the preview follows. */
export function useChangeImport(importId: string) {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const refusalOf = useRefusal();
  return useMutation({
    mutationFn: (patch: ImportPatch) => sendJson("PATCH", `/api/imports/${importId}`, patch, importView),
    onSuccess: async (changed) => {
      queries.setQueryData(importQueries.detail(tenantId, importId).queryKey, changed);
      await queries.invalidateQueries({ queryKey: importQueries.preview(tenantId, importId).queryKey });
    },
    onError: (error) => toast.error(refusalOf(error)),
  });
}

/** Checks, starts or stops an import. */
export function useImportDeed(importId: string, deed: "check" | "start" | "cancel") {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const refusalOf = useRefusal();
  return useMutation({
    mutationFn: () => sendJson("POST", `/api/imports/${importId}/${deed}`, undefined, importView),
    onSuccess: (changed) => {
      if (deed === "start") watchImport(tenantId, importId);
      queries.setQueryData(importQueries.detail(tenantId, importId).queryKey, changed);
    },
    onError: (error) => toast.error(refusalOf(error)),
  });
}
