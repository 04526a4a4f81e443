import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { awaitAnalysis, findAnalysis, wakeAnalysis } from "@/db/queries/analyses";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { getAnalysis } from "./get-analysis";
import type { analysisView } from "./schema";

/**
 * Has a call that is over analysed anew; what a person corrected stays. Answers how it stands, not what will be found. Throws `not_found`
 * for a call of another tenant, `conflict` while it goes on.
 */
export async function runAnalysis(scope: Scope, callId: string): Promise<z.input<typeof analysisView>> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    if (call.endedAt === null) throw new AppError("conflict", "call_not_over");
    await awaitAnalysis(inner, callId, null);
    // Who is at it already is not asked twice; who waits after a failure need not wait.
    const known = await findAnalysis(inner, callId);
    if (known?.state === "pending" && known.nextAttemptAt !== null && known.error === null)
      return getAnalysis(inner, callId);
    await wakeAnalysis(inner, callId);
    await writeAudit(inner, { action: "analysis.run", subject: callId });
    await notifyTenant(inner, { type: "call", callId, status: call.status, ended: true });
    return getAnalysis(inner, callId);
  });
}
