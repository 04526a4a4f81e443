import { listOpenImports } from "@/db/queries/unscoped-imports";
import { runImport, STALE_SECONDS } from "./run-import";

const LOOKED_AT = 20;

/** Carries the imports of all businesses, one after the other. Answers whether there may be more. */
export async function runImports(stopped: AbortSignal): Promise<boolean> {
  let isBusy = false;
  for (const { tenantId, importId } of await listOpenImports(STALE_SECONDS, LOOKED_AT)) {
    if (stopped.aborted) break;
    isBusy = (await runImport({ tenantId, actor: "system" }, importId, stopped)) || isBusy;
  }
  return isBusy;
}
