/**
 * As unscoped.ts, for what works for every business at once: files of contacts. Each query names its reason.
 */
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { contactImports } from "../schema/contacts";

/** The import worker looks for files of every business: those that wait, and those whose worker has gone silent, the oldest first. */
export async function listOpenImports(
  staleSeconds: number,
  limit: number,
): Promise<{ tenantId: TenantId; importId: string }[]> {
  const { tenantId, id, status, seenAt, createdAt } = contactImports;
  return systemDatabase()
    .select({ tenantId, importId: id })
    .from(contactImports)
    .where(
      or(
        eq(status, "queued"),
        and(
          eq(status, "running"),
          sql`coalesce(${seenAt}, '-infinity') < now() - make_interval(secs => ${staleSeconds})`,
        ),
      ),
    )
    .orderBy(asc(createdAt))
    .limit(limit);
}

/** The job that deletes uploaded files of every business when they are older than `hours` and nobody is reading them. */
export async function listOldImportFiles(
  hours: number,
  limit: number,
): Promise<{ tenantId: TenantId; importId: string }[]> {
  const { tenantId, id, status, fileDeletedAt, createdAt } = contactImports;
  return systemDatabase()
    .select({ tenantId, importId: id })
    .from(contactImports)
    .where(
      and(
        isNull(fileDeletedAt),
        inArray(status, ["draft", "completed", "canceled", "failed"]),
        sql`${createdAt} < now() - make_interval(hours => ${hours})`,
      ),
    )
    .orderBy(asc(createdAt))
    .limit(limit);
}
