import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  deleteClosure as remove,
  findStaff,
  insertClosures,
  listClosures as query,
} from "@/db/queries/agenda";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import type { Closure } from "@/db/schema/agenda";
import { AppError } from "@/lib/errors";
import type { closureInput, closureListQuery } from "./schema";

export function listClosures(
  scope: Scope,
  period: z.output<typeof closureListQuery> = {},
): Promise<Closure[]> {
  return query(scope, period);
}

/** Appointments that stand already are not touched. Throws `not_found` for a person of another tenant. */
export async function createClosure(scope: Scope, input: z.output<typeof closureInput>): Promise<Closure> {
  return withTransaction(scope, async (inner) => {
    if (input.staffId !== null && !(await findStaff(inner, input.staffId)))
      throw new AppError("not_found", `staff ${input.staffId}`);
    const [made] = await insertClosures(inner, [{ ...input, holidayOn: null }]);
    if (!made) throw new Error("insert returned no row");
    const { reason, startsAt, endsAt, staffId } = made;
    await writeAudit(inner, {
      action: "closure.create",
      subject: made.id,
      details: { reason, startsAt, endsAt, staffId },
    });
    await notifyTenant(inner, { type: "agenda" });
    return made;
  });
}

/** The time can be booked again. */
export async function deleteClosure(scope: Scope, closureId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const removed = await remove(inner, closureId);
    if (!removed) throw new AppError("not_found", `closure ${closureId}`);
    const { reason, startsAt, endsAt, staffId } = removed;
    await writeAudit(inner, {
      action: "closure.delete",
      subject: closureId,
      details: { reason, startsAt, endsAt, staffId },
    });
    await notifyTenant(inner, { type: "agenda" });
  });
}
