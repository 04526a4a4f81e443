import type { Scope } from "@/db/client";
import { wakeRestingAnalyses } from "@/db/queries/analyses";
import { listTenantsWithRestingAnalyses } from "@/db/queries/unscoped-analyses";
import { findOpenAiCredentials } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";

/** What is older nobody waits for; whoever wants it may ask for it (run-analysis.ts). */
const DAYS = 7;
/** Of one business in one run. */
const LIMIT = 50;

/**
 * Has calls analysed that ended while their business had no language model: before it entered a key, or after the house's had cost enough in
 * a day. Answers how many are to be.
 */
export async function wakeAnalyses(): Promise<number> {
  let woken = 0;
  for (const tenantId of await listTenantsWithRestingAnalyses(DAYS)) {
    const scope: Scope = { tenantId, actor: "system" };
    try {
      if (await findOpenAiCredentials(scope))
        woken += await wakeRestingAnalyses(scope, { days: DAYS, limit: LIMIT });
    } catch (error) {
      log.warn({ err: error, tenantId }, "calls without an analysis");
    }
  }
  return woken;
}
