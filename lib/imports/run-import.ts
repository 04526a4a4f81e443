import { randomUUID } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  claimImport,
  deleteImportFaults,
  endImport,
  type ImportCounts,
  insertImportFaults,
} from "@/db/queries/contact-imports";
import { getTenant, lockTenant, writeAudit } from "@/db/queries/team";
import type { ContactImport } from "@/db/schema/contacts";
import { log } from "@/lib/log";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { UnreadableFile } from "./csv-rows";
import { FileGone, readFileRows } from "./file-rows";
import { type Heart, startHeart, Stopped } from "./import-heart";
import { openRowReader } from "./read-row";
import { type Encoding, MAX_KEPT_FAULTS } from "./schema";
import { takeBatch } from "./take-batch";

/** A worker that has not been heard of for so long is dead, and another one begins anew. */
export const STALE_SECONDS = 30;
const BATCH_ROWS = 1000;
/** A file that ends every worker that takes it must not go round for ever. */
const MAX_ATTEMPTS = 3;

type Claimed = ContactImport & { claimId: string };

/** A check has counted; the transaction must keep nothing. */
class OnlyChecked extends Error {}
/** No row of the file can be taken. */
class NothingGood extends Error {}

/**
 * Takes an import on and carries it to its end: every good row of the file in one transaction, or none. Answers whether it was there to
 * be taken; of several workers one has it. When `stopped` the file waits for another worker.
 */
export async function runImport(scope: Scope, importId: string, stopped: AbortSignal): Promise<boolean> {
  const claimId = randomUUID();
  const taken = await withTransaction(scope, async (inner) => {
    await lockTenant(inner);
    return claimImport(inner, importId, { claimId, staleSeconds: STALE_SECONDS });
  });
  if (!taken) return false;
  const claimed: Claimed = { ...taken, claimId };
  const counts: ImportCounts = { doneRows: 0, createdRows: 0, mergedRows: 0, skippedRows: 0, badRows: 0 };
  const heart = startHeart(scope, claimed, { counts, stopped });
  try {
    await carry(scope, claimed, { counts, heart });
  } catch (error) {
    await heart.stop();
    await conclude(scope, claimed, { counts, error });
  }
  return true;
}

async function carry(
  scope: Scope,
  claimed: Claimed,
  { counts, heart }: { counts: ImportCounts; heart: Heart },
): Promise<void> {
  const { mapping, columns, tags } = claimed;
  const { country } = await getTenant(scope);
  const reader = openRowReader({ mapping, columns, tags, country });
  const file = { ...claimed, encoding: claimed.encoding as Encoding };
  await deleteImportFaults(scope, claimed.id);
  let keptFaults = 0;
  await withTransaction(scope, async (inner) => {
    for await (const rows of readFileRows(file, BATCH_ROWS)) {
      heart.requireBeating();
      const bad = await takeBatch(inner, { rows, reader, terms: claimed, counts });
      // Outside the transaction: a check rolls back, and its faults are what it is for.
      await insertImportFaults(scope, claimed.id, bad.slice(0, MAX_KEPT_FAULTS - keptFaults));
      keptFaults = Math.min(MAX_KEPT_FAULTS, keptFaults + bad.length);
    }
    heart.requireBeating();
    // From here on this transaction holds the row of the import.
    await heart.stop();
    if (counts.doneRows === counts.badRows) throw new NothingGood();
    if (claimed.isCheck) throw new OnlyChecked();
    await complete(inner, claimed, counts);
  });
}

async function complete(inner: Scope, claimed: Claimed, counts: ImportCounts): Promise<void> {
  const { id, claimId, fileName } = claimed;
  const ended = await endImport(inner, id, {
    claimId,
    status: "completed",
    ...counts,
    totalRows: counts.doneRows,
    finishedAt: new Date(),
  });
  // Somebody else took the import on meanwhile: theirs counts, ours is rolled back.
  if (!ended) throw new Stopped("lost");
  await writeAudit(inner, {
    action: "contact_import.complete",
    subject: id,
    details: { fileName, ...counts },
  });
  await notifyTenant(inner, { type: "import", importId: id });
  await notifyTenant(inner, { type: "contacts" });
  // One word for all of them: a hundred thousand deliveries would help nobody. Whoever wants them reads the contacts with these tags.
  const { createdRows, mergedRows } = counts;
  await emitEvent(inner, "contacts.imported", { importId: id, createdRows, mergedRows, tags: claimed.tags });
}

/** Nothing was kept; says why, or leaves it to be taken on again. */
async function conclude(
  scope: Scope,
  claimed: Claimed,
  { counts, error }: { counts: ImportCounts; error: unknown },
): Promise<void> {
  if (error instanceof Stopped && error.reason === "lost") return;
  const { id, claimId, isCheck } = claimed;
  const at = new Date();
  const over = { status: isCheck ? "draft" : "failed", finishedAt: isCheck ? null : at } as const;
  const end = async (values: Omit<Parameters<typeof endImport>[2], "claimId">) => {
    await endImport(scope, id, { claimId, ...values });
    await notifyTenant(scope, { type: "import", importId: id });
  };
  const read = { ...counts, totalRows: counts.doneRows };
  if (error instanceof OnlyChecked) return end({ status: "draft", ...read, checkedAt: at });
  if (error instanceof NothingGood) {
    const empty = { ...read, error: "nothing_good" };
    return end(isCheck ? { status: "draft", ...empty, checkedAt: at } : { ...over, ...empty });
  }
  if (error instanceof UnreadableFile) {
    return end({ ...over, ...NOTHING_KEPT, error: `${error.reason}:${error.row}` });
  }
  if (error instanceof FileGone) return end({ ...over, ...NOTHING_KEPT, error: "file_gone" });
  if (error instanceof Stopped && error.reason === "canceled") {
    await deleteImportFaults(scope, id);
    return end({ ...NOTHING_KEPT, status: isCheck ? "draft" : "canceled", finishedAt: isCheck ? null : at });
  }
  if (error instanceof Stopped) return end({ ...NOTHING_KEPT, status: "queued", seenAt: null });
  // Somebody made one of these contacts at the same moment, the database went away …: what is begun anew may succeed.
  log.warn({ err: error, importId: id, attempts: claimed.attempts }, "import interrupted");
  if (claimed.attempts < MAX_ATTEMPTS) return end({ ...NOTHING_KEPT, status: "queued", seenAt: null });
  return end({ ...over, ...NOTHING_KEPT, error: "internal" });
}

const NOTHING_KEPT = { doneRows: 0, createdRows: 0, mergedRows: 0, skippedRows: 0, badRows: 0 };
