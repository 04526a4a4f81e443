import { and, eq, isNull, sql } from "drizzle-orm";
import type { VendorCopy } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type VendorRemoval, vendorRemovals } from "../schema/messages";
import { findAccount } from "./agents";

export interface VendorCopyId {
  copy: VendorCopy;
  /** The vendor's id: recording SID, conversation id. */
  externalId: string;
}

/**
 * Copies that are to be deleted where they are, `notBefore` at the earliest. Ordered before: nothing changes, unless it was given up; then it
 * is tried anew, at the account that had it then.
 */
export async function orderRemovals(
  scope: Scope,
  copies: readonly VendorCopyId[],
  notBefore: Date = new Date(),
): Promise<void> {
  if (copies.length === 0) return;
  const { tenantId, copy, externalId, doneAt, error } = vendorRemovals;
  const twilioAccount = (await findAccount(scope, "twilio"))?.externalId ?? null;
  await scoped(scope, (tx) =>
    tx
      .insert(vendorRemovals)
      .values(
        copies.map((each) => ({
          ...each,
          tenantId: scope.tenantId,
          vendorAccount: each.copy === "twilio_recording" ? twilioAccount : null,
          nextAttemptAt: notBefore,
        })),
      )
      .onConflictDoUpdate({
        target: [tenantId, copy, externalId],
        set: { attempts: 0, nextAttemptAt: notBefore, doneAt: null, error: null },
        setWhere: sql`${doneAt} is not null and ${error} is not null`,
      }),
  );
}

const isCopy = (scope: Scope, { copy, externalId }: VendorCopyId) =>
  and(
    eq(vendorRemovals.tenantId, scope.tenantId),
    eq(vendorRemovals.copy, copy),
    eq(vendorRemovals.externalId, externalId),
  );

export async function findRemoval(scope: Scope, id: VendorCopyId): Promise<VendorRemoval | undefined> {
  const [row] = await scoped(scope, (tx) => tx.select().from(vendorRemovals).where(isCopy(scope, id)));
  return row;
}

/** Nobody asks for it again; `error` says why it may still be there. */
export async function finishRemoval(scope: Scope, id: VendorCopyId, error: string | null): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(vendorRemovals)
      .set({ doneAt: sql`clock_timestamp()`, error })
      .where(and(isCopy(scope, id), isNull(vendorRemovals.doneAt))),
  );
}

/** Asked for again later; what the vendor said last is kept. */
export async function postponeRemoval(
  scope: Scope,
  id: VendorCopyId,
  { nextAttemptAt, error }: { nextAttemptAt: Date; error: string },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(vendorRemovals)
      .set({ nextAttemptAt, error })
      .where(and(isCopy(scope, id), isNull(vendorRemovals.doneAt))),
  );
}
