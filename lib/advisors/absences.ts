import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { deleteAbsence as remove, insertAbsence } from "@/db/queries/advisors";
import { notifyTenant } from "@/db/queries/calls";
import { lockTenant, writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type AdvisorOnDuty, getAdvisor } from "./list-advisors";
import type { absenceInput } from "./schema";

/** More than anybody plans ahead. */
const MAX_ABSENCES = 100;

/** Time in which this advisor is not rung. Throws `not_found` for an advisor of another tenant, `conflict` for too many. */
export async function addAbsence(
  scope: Scope,
  advisorId: string,
  { startsAt, endsAt, reason }: z.output<typeof absenceInput>,
): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    // Of two added at once, both would count the same.
    await lockTenant(inner);
    const { absences } = await getAdvisor(inner, advisorId);
    if (absences.length >= MAX_ABSENCES) throw new AppError("conflict", "too_many_absences");
    const { id } = await insertAbsence(inner, { advisorId, startsAt, endsAt, reason });
    await writeAudit(inner, {
      action: "advisor.absence.create",
      subject: advisorId,
      details: { absenceId: id, startsAt, endsAt, reason },
    });
    await notifyTenant(inner, { type: "advisors" });
    return getAdvisor(inner, advisorId);
  });
}

/** Throws `not_found` for an absence of another advisor, or of another tenant. */
export async function deleteAbsence(
  scope: Scope,
  { advisorId, absenceId }: { advisorId: string; absenceId: string },
): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    const removed = await remove(inner, advisorId, absenceId);
    if (!removed) throw new AppError("not_found", `absence ${absenceId}`);
    const { startsAt, endsAt, reason } = removed;
    await writeAudit(inner, {
      action: "advisor.absence.delete",
      subject: advisorId,
      details: { absenceId, startsAt, endsAt, reason },
    });
    await notifyTenant(inner, { type: "advisors" });
    return getAdvisor(inner, advisorId);
  });
}
