import { findImport, forgetImportFile } from "@/db/queries/contact-imports";
import { listOldImportFiles } from "@/db/queries/unscoped-imports";
import { storage } from "@/lib/providers/storage/open-storage";

const KEPT_HOURS = 24;
const BATCH = 100;

/** Uploaded files hold what people told a clinic: after a day only what became of them is kept. Answers how many were deleted. */
export async function deleteOldImportFiles(): Promise<number> {
  let deleted = 0;
  for (;;) {
    const old = await listOldImportFiles(KEPT_HOURS, BATCH);
    for (const { tenantId, importId } of old) {
      const scope = { tenantId, actor: "system" };
      const found = await findImport(scope, importId);
      if (found) await storage().delete(found.storageKey);
      await forgetImportFile(scope, importId);
      deleted += 1;
    }
    if (old.length < BATCH) return deleted;
  }
}
