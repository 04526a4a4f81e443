import { and, eq, inArray, sql } from "drizzle-orm";
import type { LineService } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type LineServiceRow, lineServices } from "../schema/line";

/** Those about which anything was noticed. */
export async function listLineServices(scope: Scope): Promise<LineServiceRow[]> {
  return scoped(scope, (tx) =>
    tx.select().from(lineServices).where(eq(lineServices.tenantId, scope.tenantId)),
  );
}

export async function findLineService(
  scope: Scope,
  service: LineService,
): Promise<LineServiceRow | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(lineServices)
      .where(and(eq(lineServices.tenantId, scope.tenantId), eq(lineServices.service, service))),
  );
  return row;
}

/** For whoever decides from it what it becomes; made now where nothing was noticed yet. Inside a transaction. */
export async function lockLineService(scope: Scope, service: LineService): Promise<LineServiceRow> {
  const { tenantId } = scope;
  await scoped(scope, (tx) => tx.insert(lineServices).values({ tenantId, service }).onConflictDoNothing());
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(lineServices)
      .where(and(eq(lineServices.tenantId, tenantId), eq(lineServices.service, service)))
      .for("update"),
  );
  if (!row) throw new Error("the row of a service is gone");
  return row;
}

/** When it is asked about again, too; unless `mayPutOff`, no later than it would have been. */
export async function updateLineService(
  scope: Scope,
  service: LineService,
  standing: Pick<LineServiceRow, "state" | "failures" | "successes" | "changedAt" | "error">,
  { probeInMs, mayPutOff }: { probeInMs: number; mayPutOff: boolean },
): Promise<void> {
  const wanted = sql`clock_timestamp() + make_interval(secs => ${probeInMs / 1000})`;
  await scoped(scope, (tx) =>
    tx
      .update(lineServices)
      .set({
        ...standing,
        checkedAt: sql`clock_timestamp()`,
        nextProbeAt: mayPutOff ? wanted : sql`least(${lineServices.nextProbeAt}, ${wanted})`,
      })
      .where(and(eq(lineServices.tenantId, scope.tenantId), eq(lineServices.service, service))),
  );
}

/** The account behind them is another one now. */
export async function deleteLineServices(scope: Scope, services: LineService[]): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .delete(lineServices)
      .where(and(eq(lineServices.tenantId, scope.tenantId), inArray(lineServices.service, services))),
  );
}
