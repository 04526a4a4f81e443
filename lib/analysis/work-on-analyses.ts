import type { Scope } from "@/db/client";
import { claimDueAnalyses, type ClaimedAnalysis } from "@/db/queries/unscoped-analyses";
import { log } from "@/lib/log";
import { analyseCall, failAnalysis } from "./analyse-call";
import { LEASE_SECONDS, MAX_ATTEMPTS } from "./schedule";

const AT_ONCE = 4;

/** Analyses calls that are over. Answers whether there may be more of them. */
export async function analyseCalls(): Promise<boolean> {
  const claimed = await claimDueAnalyses(AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(work));
  return claimed.length === AT_ONCE;
}

async function work({ tenantId, callId, attempts }: ClaimedAnalysis): Promise<void> {
  const scope: Scope = { tenantId, actor: "system" };
  try {
    // Whoever tried it last has died of it, or could not write down what came of it.
    if (attempts > MAX_ATTEMPTS) await failAnalysis(scope, callId, null);
    else await analyseCall(scope, callId, attempts);
  } catch (error) {
    // The lease ends, and it is tried again.
    log.warn({ err: error, tenantId, callId }, "analysis of a call");
  }
}
