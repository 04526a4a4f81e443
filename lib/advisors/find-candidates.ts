import { type Scope, withTransaction } from "@/db/client";
import { listAdvisorsAtWork } from "@/db/queries/advisors";
import { getTenant } from "@/db/queries/team";
import { dayStartOf } from "@/lib/calls/dial-guard";
import { type AdvisorChoice, type AdvisorWish, rankAdvisors } from "./choose";
import { dutyContext } from "./duty-context";

/** Who may be rung now, the first first, and why nobody where nobody may. `excludeIds`: rung before in this transfer. */
export async function findCandidates(
  scope: Scope,
  wish: AdvisorWish,
  { excludeIds, now }: { excludeIds: readonly string[]; now: Date },
): Promise<AdvisorChoice> {
  return withTransaction(scope, async (inner) => {
    const tenant = await getTenant(inner);
    const advisors = await listAdvisorsAtWork(inner, { dayStart: dayStartOf(tenant, now) });
    const context = await dutyContext(inner, tenant, now);
    return rankAdvisors(advisors, wish, { ...context, triedIds: excludeIds });
  });
}
