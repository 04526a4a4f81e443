import { type Scope, withTransaction } from "@/db/client";
import { type AdvisorRow, findAdvisorAtWork, listAdvisorsAtWork } from "@/db/queries/advisors";
import { getTenant } from "@/db/queries/team";
import { dayStartOf } from "@/lib/calls/dial-guard";
import { AppError } from "@/lib/errors";
import { type DutyContext, offReasonOf } from "./choose";
import { dutyContext } from "./duty-context";
import type { OffReason } from "./schema";

export interface AdvisorOnDuty extends AdvisorRow {
  /** Why they would not be rung now; null: they would. */
  offReason: OffReason | null;
}

/** Everybody who is not archived, by priority and name, as of `now`. */
export async function listAdvisors(scope: Scope, now = new Date()): Promise<AdvisorOnDuty[]> {
  return withTransaction(scope, async (inner) => {
    const tenant = await getTenant(inner);
    const advisors = await listAdvisorsAtWork(inner, { dayStart: dayStartOf(tenant, now) });
    const context = await dutyContext(inner, tenant, now);
    return advisors.map((advisor) => onDuty(advisor, context));
  });
}

/** Throws `not_found` for who is archived, or of another tenant. */
export async function getAdvisor(scope: Scope, advisorId: string, now = new Date()): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    const tenant = await getTenant(inner);
    const advisor = await findAdvisorAtWork(inner, advisorId, { dayStart: dayStartOf(tenant, now) });
    if (!advisor) throw new AppError("not_found", `advisor ${advisorId}`);
    return onDuty(advisor, await dutyContext(inner, tenant, now));
  });
}

function onDuty(advisor: AdvisorRow, context: DutyContext): AdvisorOnDuty {
  return {
    ...advisor,
    absences: advisor.absences.filter(({ endsAt }) => endsAt > context.now),
    offReason: offReasonOf(advisor, context),
  };
}
