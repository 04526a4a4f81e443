import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { updateTenant as save, writeAudit } from "@/db/queries/team";
import type { Tenant } from "@/db/schema/tenants";
import { definedOnly } from "@/lib/defined-only";
import type { tenantPatch } from "./schema";

export async function updateTenant(scope: Scope, patch: z.output<typeof tenantPatch>): Promise<Tenant> {
  const changes = definedOnly(patch);
  return withTransaction(scope, async (inner) => {
    const tenant = await save(inner, changes);
    await writeAudit(inner, { action: "tenant.update", subject: tenant.id, details: changes });
    return tenant;
  });
}
