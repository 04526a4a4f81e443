import { randomUUID } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { insertImport } from "@/db/queries/contact-imports";
import type { ContactImport } from "@/db/schema/contacts";
import { AppError } from "@/lib/errors";
import { storage } from "@/lib/providers/storage/open-storage";
import { storable } from "@/lib/storable";
import type { Country } from "@/lib/vocabulary";
import { EncodingWatch } from "./detect-encoding";
import { detectLayout } from "./detect-layout";
import { readLayout } from "./read-layout";
import { decodeWhole } from "./text-decoding";

/**
 * Keeps a file of contacts as it comes in, never whole in memory, and finds out how it is written and what its columns hold. Throws
 * `invalid` for a file without rows, or one that is no text; nothing is kept of those.
 */
export async function receiveUpload(
  scope: Scope,
  { body, ...upload }: { fileName: string; body: AsyncIterable<Uint8Array>; by: string; country: Country },
): Promise<ContactImport> {
  const id = randomUUID();
  const storageKey = `${scope.tenantId}/imports/${id}.csv`;
  const watch = new EncodingWatch();
  const sizeBytes = await storage().put(storageKey, watched(body, watch));
  try {
    requireTable(watch.head);
    const encoding = watch.end();
    const layout = detectLayout(decodeWhole(watch.head, encoding));
    const { rows, ...read } = await readLayout({ storageKey, encoding, ...layout }, upload.country);
    if (rows === 0) throw new AppError("invalid", "no rows", { file: "empty_file" });
    return await withTransaction(scope, async (inner) => {
      const made = await insertImport(inner, {
        id,
        storageKey,
        sizeBytes,
        encoding,
        ...layout,
        columns: storable(read.columns),
        mapping: read.mapping,
        fileName: upload.fileName,
        totalRows: Math.max(rows, watch.lines - (layout.hasHeading ? 1 : 0)),
        createdBy: upload.by,
      });
      await notifyTenant(inner, { type: "import", importId: id });
      return made;
    });
  } catch (error) {
    await storage().delete(storageKey);
    throw error;
  }
}

async function* watched(body: AsyncIterable<Uint8Array>, watch: EncodingWatch): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    watch.watch(chunk);
    yield chunk;
  }
}

/** First bytes of what people send instead: workbooks of either kind. */
const WORKBOOKS = ["504b0304", "d0cf11e0"];

function requireTable(head: Uint8Array): void {
  const first = Buffer.from(head.subarray(0, 4)).toString("hex");
  if (WORKBOOKS.includes(first)) throw new AppError("invalid", "workbook", { file: "workbook_not_csv" });
}
