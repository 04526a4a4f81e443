import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type ContactImport, contactImportFaults, contactImports } from "../schema/contacts";

const ofImport = ({ tenantId }: Scope, importId: string) =>
  and(eq(contactImports.tenantId, tenantId), eq(contactImports.id, importId));

export async function insertImport(
  scope: Scope,
  values: Pick<
    ContactImport,
    | "id"
    | "fileName"
    | "storageKey"
    | "sizeBytes"
    | "encoding"
    | "separator"
    | "hasHeading"
    | "columns"
    | "mapping"
    | "totalRows"
    | "createdBy"
  >,
): Promise<ContactImport> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(contactImports)
      .values({ ...values, tenantId: scope.tenantId, status: "draft" })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

export async function findImport(scope: Scope, importId: string): Promise<ContactImport | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.select().from(contactImports).where(ofImport(scope, importId)),
  );
  return row;
}

/** Newest first. */
export async function listImports(scope: Scope, limit: number): Promise<ContactImport[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(contactImports)
      .where(eq(contactImports.tenantId, scope.tenantId))
      .orderBy(desc(contactImports.createdAt))
      .limit(limit),
  );
}

/** Drafts alone can be changed; what a check found of the file as it was is no longer true. Undefined when it is none. */
export async function changeDraft(
  scope: Scope,
  importId: string,
  patch: Partial<
    Pick<
      ContactImport,
      "encoding" | "separator" | "hasHeading" | "columns" | "mapping" | "kind" | "tags" | "duplicateRule"
    >
  >,
): Promise<ContactImport | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({ ...patch, checkedAt: null, error: null })
      .where(and(ofImport(scope, importId), eq(contactImports.status, "draft")))
      .returning(),
  );
  return row;
}

/** Undefined when it is no draft, or its file is gone. */
export async function queueImport(
  scope: Scope,
  importId: string,
  { isCheck }: { isCheck: boolean },
): Promise<ContactImport | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({
        status: "queued",
        isCheck,
        checkedAt: null,
        attempts: 0,
        ...NOTHING_DONE,
        error: null,
        cancelRequestedAt: null,
        startedAt: null,
        seenAt: null,
      })
      .where(
        and(
          ofImport(scope, importId),
          eq(contactImports.status, "draft"),
          sql`${contactImports.fileDeletedAt} is null`,
        ),
      )
      .returning(),
  );
  return row;
}

const NOTHING_DONE = { doneRows: 0, createdRows: 0, mergedRows: 0, skippedRows: 0, badRows: 0 };

/**
 * What runs is asked to stop, what waits stops at once: a check leaves a draft, anything else is over. Undefined when it was over, or is
 * not this business's.
 */
export async function cancelImport(scope: Scope, importId: string): Promise<ContactImport | undefined> {
  const { status, isCheck, cancelRequestedAt, finishedAt } = contactImports;
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({
        status: sql`case when ${status} = 'running' then 'running'
          when ${status} = 'queued' and ${isCheck} then 'draft' else 'canceled' end`,
        cancelRequestedAt: sql`case when ${status} = 'running' then coalesce(${cancelRequestedAt}, now()) end`,
        finishedAt: sql`case when ${status} = 'running' or (${status} = 'queued' and ${isCheck}) then ${finishedAt} else now() end`,
      })
      .where(and(ofImport(scope, importId), sql`${status} in ('draft', 'queued', 'running')`))
      .returning(),
  );
  return row;
}

/**
 * Takes on what waits, or what a worker left `staleSeconds` ago without a sign of life. One import of a business at a time: two could
 * bring the same person twice. Hold the tenant's lock. Undefined when there is nothing to take.
 */
export async function claimImport(
  scope: Scope,
  importId: string,
  { claimId, staleSeconds }: { claimId: string; staleSeconds: number },
): Promise<ContactImport | undefined> {
  const isStale = sql`coalesce(seen_at, '-infinity') < now() - make_interval(secs => ${staleSeconds})`;
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({
        status: "running",
        claimId,
        ...NOTHING_DONE,
        attempts: sql`${contactImports.attempts} + 1`,
        startedAt: sql`coalesce(${contactImports.startedAt}, now())`,
        seenAt: sql`now()`,
      })
      .where(
        and(
          ofImport(scope, importId),
          sql`(status = 'queued' or (status = 'running' and ${isStale}))`,
          sql`not exists (select 1 from contact_imports other where other.tenant_id = ${scope.tenantId}
            and other.id <> ${importId} and other.status = 'running'
            and other.seen_at >= now() - make_interval(secs => ${staleSeconds}))`,
        ),
      )
      .returning(),
  );
  return row;
}

export type ImportCounts = Pick<
  ContactImport,
  "doneRows" | "createdRows" | "mergedRows" | "skippedRows" | "badRows"
>;

/** A sign of life, and how far it is. Undefined when somebody else holds the import now. */
export async function touchImport(
  scope: Scope,
  importId: string,
  { claimId, counts }: { claimId: string; counts: ImportCounts },
): Promise<{ isCanceled: boolean } | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({ ...counts, seenAt: sql`now()` })
      .where(
        and(
          ofImport(scope, importId),
          eq(contactImports.claimId, claimId),
          eq(contactImports.status, "running"),
        ),
      )
      .returning({ isCanceled: sql<boolean>`${contactImports.cancelRequestedAt} is not null` }),
  );
  return row;
}

/** The end of a run; only its holder may tell it. Undefined when somebody else holds the import now. */
export async function endImport(
  scope: Scope,
  importId: string,
  {
    claimId,
    ...values
  }: { claimId: string } & Pick<ContactImport, "status"> &
    Partial<
      ImportCounts & Pick<ContactImport, "totalRows" | "error" | "checkedAt" | "finishedAt" | "seenAt">
    >,
): Promise<ContactImport | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(contactImports)
      .set({ ...values, claimId: null, cancelRequestedAt: null })
      .where(
        and(
          ofImport(scope, importId),
          eq(contactImports.claimId, claimId),
          eq(contactImports.status, "running"),
        ),
      )
      .returning(),
  );
  return row;
}

export interface ImportFault {
  row: number;
  reasons: Record<string, string>;
  cells: string[];
}

export async function insertImportFaults(
  scope: Scope,
  importId: string,
  faults: readonly ImportFault[],
): Promise<void> {
  if (faults.length === 0) return;
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into contact_import_faults (tenant_id, import_id, row, reasons, cells)
      select ${scope.tenantId}, ${importId}, f.row, f.reasons, f.cells
      from jsonb_to_recordset(${JSON.stringify(faults)}::text::jsonb) as f(row integer, reasons jsonb, cells jsonb)
      on conflict do nothing`),
  );
}

export async function deleteImportFaults(scope: Scope, importId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .delete(contactImportFaults)
      .where(
        and(eq(contactImportFaults.tenantId, scope.tenantId), eq(contactImportFaults.importId, importId)),
      ),
  );
}

/** In the order of the file, after a row. */
export async function listImportFaults(
  scope: Scope,
  importId: string,
  { afterRow, limit }: { afterRow: number; limit: number },
): Promise<ImportFault[]> {
  return scoped(scope, (tx) =>
    tx
      .select({
        row: contactImportFaults.row,
        reasons: contactImportFaults.reasons,
        cells: contactImportFaults.cells,
      })
      .from(contactImportFaults)
      .where(
        and(
          eq(contactImportFaults.tenantId, scope.tenantId),
          eq(contactImportFaults.importId, importId),
          gt(contactImportFaults.row, afterRow),
        ),
      )
      .orderBy(asc(contactImportFaults.row))
      .limit(limit),
  );
}

/** The file is gone: a draft and the rows that were not taken go with it, of anything else what became of it stays. */
export async function forgetImportFile(scope: Scope, importId: string): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx.delete(contactImports).where(and(ofImport(scope, importId), eq(contactImports.status, "draft")));
    await tx
      .delete(contactImportFaults)
      .where(
        and(eq(contactImportFaults.tenantId, scope.tenantId), eq(contactImportFaults.importId, importId)),
      );
    await tx
      .update(contactImports)
      .set({ fileDeletedAt: sql`now()` })
      .where(and(ofImport(scope, importId), sql`${contactImports.fileDeletedAt} is null`));
  });
}
