import { and, asc, count, eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { tenants } from "../schema/tenants";
import { type HoldTrack, holdTracks } from "../schema/voice";

/** Those that the business uploaded, oldest first. */
export async function listHoldTracks(scope: Scope): Promise<HoldTrack[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(holdTracks)
      .where(eq(holdTracks.tenantId, scope.tenantId))
      .orderBy(asc(holdTracks.createdAt), asc(holdTracks.id)),
  );
}

export async function findHoldTrack(scope: Scope, trackId: string): Promise<HoldTrack | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(holdTracks)
      .where(and(eq(holdTracks.tenantId, scope.tenantId), eq(holdTracks.id, trackId))),
  );
  return row;
}

export async function countHoldTracks(scope: Scope): Promise<number> {
  const [row] = await scoped(scope, (tx) =>
    tx.select({ tracks: count() }).from(holdTracks).where(eq(holdTracks.tenantId, scope.tenantId)),
  );
  return row?.tracks ?? 0;
}

export async function insertHoldTrack(
  scope: Scope,
  values: Omit<HoldTrack, "tenantId" | "createdAt">,
): Promise<HoldTrack> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(holdTracks)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** Undefined for a track of another tenant. Where it was the chosen one, the house's default plays from now on. */
export async function deleteHoldTrack(scope: Scope, trackId: string): Promise<HoldTrack | undefined> {
  return scoped(scope, async (tx) => {
    const [row] = await tx
      .delete(holdTracks)
      .where(and(eq(holdTracks.tenantId, scope.tenantId), eq(holdTracks.id, trackId)))
      .returning();
    if (!row) return undefined;
    await tx
      .update(tenants)
      .set({ holdTrack: null })
      .where(and(eq(tenants.id, scope.tenantId), eq(tenants.holdTrack, trackId)));
    return row;
  });
}
