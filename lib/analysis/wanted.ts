import type { Scope } from "@/db/client";
import type { CallWithAgent } from "@/db/queries/calls";
import { findContactById } from "@/db/queries/contacts";
import type { Tenant } from "@/db/schema/tenants";
import type { Wanted } from "./answer-shape";

type Analysed = Pick<CallWithAgent, "direction" | "purpose" | "contactId">;

/** What is to be found in a call of this business. */
export async function wantedOf(
  scope: Scope,
  call: Analysed,
  tenant: Pick<Tenant, "analysisFields" | "analysesSentiment">,
): Promise<Wanted> {
  return {
    isScored: await isSale(scope, call),
    isSentimentJudged: tenant.analysesSentiment,
    fields: tenant.analysisFields,
  };
}

/** Nobody gives marks to patients and clients: leads, sales, and strangers who were called without saying what for. */
async function isSale(scope: Scope, { direction, purpose, contactId }: Analysed): Promise<boolean> {
  if (purpose === "sales") return true;
  if (contactId === null) return direction === "outbound" && purpose === null;
  return (await findContactById(scope, contactId))?.kind === "lead";
}
