import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  cancelImport as cancel,
  changeDraft,
  findImport,
  forgetImportFile,
  listImports as list,
  queueImport,
} from "@/db/queries/contact-imports";
import { writeAudit } from "@/db/queries/team";
import type { ContactImport } from "@/db/schema/contacts";
import { definedOnly } from "@/lib/defined-only";
import { AppError } from "@/lib/errors";
import { storage } from "@/lib/providers/storage/open-storage";
import { storable } from "@/lib/storable";
import type { Country } from "@/lib/vocabulary";
import { FileGone } from "./file-rows";
import { readLayout } from "./read-layout";
import { type Encoding, IMPORT_FIELDS, type ImportPatch, type Separator } from "./schema";

const SHOWN = 50;

export function listImports(scope: Scope): Promise<ContactImport[]> {
  return list(scope, SHOWN);
}

/** Throws `not_found`. */
export async function getImport(scope: Scope, importId: string): Promise<ContactImport> {
  const found = await findImport(scope, importId);
  if (!found) throw new AppError("not_found", `import ${importId}`);
  return found;
}

/** Throws `conflict` once it is more than a draft, and `invalid` for a mapping that does not fit the file. */
export async function changeImport(
  scope: Scope,
  importId: string,
  { patch, country }: { patch: ImportPatch; country: Country },
): Promise<ContactImport> {
  const draft = await getImport(scope, importId);
  if (draft.status !== "draft") throw new AppError("conflict", "import_not_draft");
  const { encoding, separator, hasHeading, mapping } = patch;
  const isReadAnew = encoding !== undefined || separator !== undefined || hasHeading !== undefined;
  const layout = isReadAnew ? await layoutOf(draft, patch, country) : undefined;
  if (mapping) requireFit(mapping, (layout?.columns ?? draft.columns).length);
  return withTransaction(scope, async (inner) => {
    const changed = await changeDraft(inner, importId, { ...layout, ...definedOnly(patch) });
    if (!changed) throw new AppError("conflict", "import_not_draft");
    await notifyTenant(inner, { type: "import", importId });
    return changed;
  });
}

async function layoutOf(
  draft: ContactImport,
  patch: ImportPatch,
  country: Country,
): Promise<{ columns: string[]; mapping: Record<string, string> }> {
  const file = {
    storageKey: draft.storageKey,
    encoding: patch.encoding ?? (draft.encoding as Encoding),
    separator: patch.separator ?? (draft.separator as Separator),
    hasHeading: patch.hasHeading ?? draft.hasHeading,
  };
  const { columns, mapping } = await unlessGone(readLayout(file, country));
  return { columns: storable(columns), mapping };
}

/** Throws `conflict` where the file was deleted after its day. */
export async function unlessGone<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileGone) throw new AppError("conflict", "import_file_gone");
    throw error;
  }
}

/** Fields that several columns may hold together. */
const REPEATABLE: readonly string[] = ["name", "surname", "number", "tags", "notes"];

function requireFit(mapping: Record<string, string>, columns: number): void {
  if (Object.keys(mapping).some((index) => Number(index) >= columns))
    throw new AppError("invalid", "mapping", { mapping: "no_such_column" });
  const once = Object.values(mapping).filter((target) => !REPEATABLE.includes(target));
  if (new Set(once).size < once.length) throw new AppError("invalid", "mapping", { mapping: "column_twice" });
}

/**
 * The whole file is to be read by a worker: to count (`isCheck`), or to be taken. Throws `invalid` while nothing says how people are
 * called, `conflict` for what is more than a draft or has lost its file.
 */
export async function startImport(
  scope: Scope,
  importId: string,
  { isCheck }: { isCheck: boolean },
): Promise<ContactImport> {
  return withTransaction(scope, async (inner) => {
    const draft = await getImport(inner, importId);
    const isNamed = Object.values(draft.mapping).some((target) => target === "name" || target === "surname");
    if (!isNamed) throw new AppError("invalid", "mapping", { mapping: "name_column_needed" });
    if (draft.fileDeletedAt) throw new AppError("conflict", "import_file_gone");
    const queued = await queueImport(inner, importId, { isCheck });
    if (!queued) throw new AppError("conflict", "import_not_draft");
    if (!isCheck) {
      const { fileName, mapping, kind, tags, duplicateRule } = queued;
      await writeAudit(inner, {
        action: "contact_import.start",
        subject: importId,
        details: { fileName, fields: fieldsOf(mapping), kind, tags, duplicateRule },
      });
    }
    await notifyTenant(inner, { type: "import", importId });
    return queued;
  });
}

function fieldsOf(mapping: Record<string, string>): string[] {
  const targets = new Set(Object.values(mapping));
  return [
    ...IMPORT_FIELDS.filter((field) => targets.has(field)),
    ...[...targets].filter((t) => t.includes(":")),
  ];
}

/**
 * Nothing of it will be kept. What runs is over a moment later; a check that is stopped leaves the draft. Throws `conflict` for what is
 * over, `not_found` for what is somebody else's.
 */
export async function cancelImport(scope: Scope, importId: string): Promise<ContactImport> {
  const canceled = await withTransaction(scope, async (inner) => {
    const row = await cancel(inner, importId);
    if (!row) {
      await getImport(inner, importId);
      throw new AppError("conflict", "import_is_over");
    }
    await writeAudit(inner, {
      action: "contact_import.cancel",
      subject: importId,
      details: { fileName: row.fileName },
    });
    await notifyTenant(inner, { type: "import", importId });
    return row;
  });
  if (canceled.status === "canceled") {
    await storage().delete(canceled.storageKey);
    await forgetImportFile(scope, importId);
  }
  return canceled;
}
