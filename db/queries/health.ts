import { eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { healthReports } from "../schema/tenants";

export type StoredReport = typeof healthReports.$inferSelect;

/** Undefined before the first check. */
export async function findHealthReport(scope: Scope): Promise<StoredReport | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.select().from(healthReports).where(eq(healthReports.tenantId, scope.tenantId)),
  );
  return row;
}

/** Only the newest is kept. */
export async function saveHealthReport(
  scope: Scope,
  report: Pick<StoredReport, "checkedAt" | "findings">,
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(healthReports)
      .values({ ...report, tenantId: scope.tenantId })
      .onConflictDoUpdate({ target: healthReports.tenantId, set: report }),
  );
}
