/**
 * As unscoped.ts, for what works for every business at once: copies that vendors are to delete, recordings that were kept long enough. Each
 * query names its reason.
 */
import { isNotNull, sql } from "drizzle-orm";
import { type TenantId, VENDOR_COPIES } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { tenants } from "../schema/tenants";
import { claimDue } from "./claim-due";
import type { VendorCopyId } from "./vendor-removals";

export interface ClaimedRemoval extends VendorCopyId {
  tenantId: TenantId;
  attempts: number;
}

/** The worker has the vendors of every business delete what they are told to. */
export async function claimDueRemovals(limit: number, leaseSeconds: number): Promise<ClaimedRemoval[]> {
  const claimed = await claimDue(REMOVALS, { limit, leaseSeconds });
  return claimed.flatMap(({ copy: named, ...claim }) => {
    const copy = VENDOR_COPIES.find((one) => one === named);
    return copy ? [{ ...claim, copy }] : [];
  });
}

const REMOVALS = {
  table: "vendor_removals",
  key: { copy: "copy", externalId: "external_id" },
  isOpen: sql`done_at is null`,
};

/** The job that deletes old recordings looks at every business that does not keep them for ever. */
export async function listRetentions(): Promise<{ tenantId: TenantId; days: number }[]> {
  const rows = await systemDatabase()
    .select({ tenantId: tenants.id, days: tenants.recordingRetentionDays })
    .from(tenants)
    .where(isNotNull(tenants.recordingRetentionDays));
  return rows.flatMap(({ tenantId, days }) => (days === null ? [] : [{ tenantId, days }]));
}
