import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { sendJson } from "@/lib/api-client";
import { type tenantPatch, type TenantView, tenantView } from "@/lib/tenants/schema";
import { tenantQueries } from "./tenant-queries";

/** Changes the business; pages that show it follow. Throws what the server refuses. */
export function useSaveTenant(): (patch: z.input<typeof tenantPatch>) => Promise<TenantView> {
  const router = useRouter();
  const queries = useQueryClient();
  return async (patch) => {
    const saved = await sendJson("PATCH", "/api/tenant", patch, tenantView);
    queries.setQueryData(tenantQueries.detail(saved.id).queryKey, saved);
    void queries.invalidateQueries({ queryKey: ["tenant", saved.id, "onboarding"] });
    // The session carries the name and the clock that every page shows.
    router.refresh();
    return saved;
  };
}
