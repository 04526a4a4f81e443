import { and, asc, count, eq, gt, gte, inArray, isNull, or, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Advisor, type AdvisorAbsence, advisorAbsences, advisors } from "../schema/advisors";
import { memberships, users } from "../schema/tenants";
import { transferAttempts } from "../schema/transfers";
import { unlessRefused } from "../violation";

export type AdvisorValues = Omit<Advisor, "tenantId" | "id" | "archivedAt" | "createdAt">;

export interface AdvisorRow extends Advisor {
  /** Null: nobody's, or somebody's who has left the business. */
  member: { id: string; name: string } | null;
  /** Those that were not over when the day began, in order. */
  absences: AdvisorAbsence[];
  /** Their telephone rings, or they speak with a caller. */
  isBusy: boolean;
  callsToday: number;
}

/** Everybody who is not archived, by priority and name, with what they have to do; `dayStart`: since when calls count. */
export async function listAdvisorsAtWork(scope: Scope, since: { dayStart: Date }): Promise<AdvisorRow[]> {
  return selectAtWork(scope, since);
}

/** Undefined for who is archived, or of another tenant. */
export async function findAdvisorAtWork(
  scope: Scope,
  advisorId: string,
  since: { dayStart: Date },
): Promise<AdvisorRow | undefined> {
  const [row] = await selectAtWork(scope, since, advisorId);
  return row;
}

async function selectAtWork(
  scope: Scope,
  { dayStart }: { dayStart: Date },
  advisorId?: string,
): Promise<AdvisorRow[]> {
  const people = await scoped(scope, (tx) =>
    tx
      .select({ advisor: advisors, memberId: memberships.userId, memberName: users.name })
      .from(advisors)
      .leftJoin(
        memberships,
        and(eq(memberships.tenantId, advisors.tenantId), eq(memberships.userId, advisors.userId)),
      )
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(advisors.tenantId, scope.tenantId),
          isNull(advisors.archivedAt),
          advisorId === undefined ? undefined : eq(advisors.id, advisorId),
        ),
      )
      .orderBy(asc(advisors.priority), asc(advisors.name), asc(advisors.id)),
  );
  const ids = people.map(({ advisor }) => advisor.id);
  if (ids.length === 0) return [];
  const absences = await listAbsences(scope, ids, dayStart);
  const work = await countWork(scope, ids, dayStart);
  return people.map(({ advisor, memberId, memberName }) => {
    const own = work.find((row) => row.advisorId === advisor.id);
    return {
      ...advisor,
      member: memberId && memberName !== null ? { id: memberId, name: memberName } : null,
      absences: absences.filter((absence) => absence.advisorId === advisor.id),
      isBusy: (own?.open ?? 0) > 0,
      callsToday: own?.taken ?? 0,
    };
  });
}

/** Those that were not over then. */
function listAbsences(scope: Scope, advisorIds: string[], since: Date): Promise<AdvisorAbsence[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(advisorAbsences)
      .where(
        and(
          eq(advisorAbsences.tenantId, scope.tenantId),
          inArray(advisorAbsences.advisorId, advisorIds),
          gt(advisorAbsences.endsAt, since),
        ),
      )
      .orderBy(asc(advisorAbsences.startsAt), asc(advisorAbsences.id)),
  );
}

/** Telephones that ring or are spoken on, and calls taken since then. */
function countWork(scope: Scope, advisorIds: string[], since: Date) {
  const { advisorId, connectedAt, endedAt, tenantId } = transferAttempts;
  return scoped(scope, (tx) =>
    tx
      .select({
        advisorId,
        open: sql<number>`count(*) filter (where ${isNull(endedAt)})`.mapWith(Number),
        taken: sql<number>`count(*) filter (where ${gte(connectedAt, since)})`.mapWith(Number),
      })
      .from(transferAttempts)
      .where(
        and(
          eq(tenantId, scope.tenantId),
          inArray(advisorId, advisorIds),
          or(isNull(endedAt), gte(connectedAt, since)),
        ),
      )
      .groupBy(advisorId),
  );
}

/** Archived or not; undefined for an advisor of another tenant. */
export async function findAdvisor(scope: Scope, advisorId: string): Promise<Advisor | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(advisors)
      .where(and(eq(advisors.tenantId, scope.tenantId), eq(advisors.id, advisorId))),
  );
  return row;
}

/** Whose telephone that is, E.164; the archived have none. */
export async function findAdvisorByNumber(scope: Scope, number: string): Promise<Advisor | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(advisors)
      .where(
        and(eq(advisors.tenantId, scope.tenantId), eq(advisors.number, number), isNull(advisors.archivedAt)),
      ),
  );
  return row;
}

/** Those who are not archived. */
export async function countAdvisors(scope: Scope): Promise<number> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ advisors: count() })
      .from(advisors)
      .where(and(eq(advisors.tenantId, scope.tenantId), isNull(advisors.archivedAt))),
  );
  return row?.advisors ?? 0;
}

/** `taken` when another advisor has the number. Inside a transaction, it goes on either way. */
export async function insertAdvisor(scope: Scope, values: AdvisorValues): Promise<Advisor | "taken"> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx
      .insert(advisors)
      .values({ ...values, tenantId: scope.tenantId })
      .returning();
    if (!row) throw new Error("insert returned no row");
    return row;
  });
}

/** As `insertAdvisor`; undefined for who is archived, or of another tenant. */
export async function changeAdvisor(
  scope: Scope,
  advisorId: string,
  patch: Partial<AdvisorValues>,
): Promise<Advisor | "taken" | undefined> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx.update(advisors).set(patch).where(livingAdvisor(scope, advisorId)).returning();
    return row;
  });
}

/** `referenced` for who was in a transfer, or has messages. Absences go too. */
export async function deleteAdvisor(
  scope: Scope,
  advisorId: string,
): Promise<Advisor | "referenced" | undefined> {
  return unlessRefused(scope, "referenced", async (tx) => {
    const [row] = await tx.delete(advisors).where(livingAdvisor(scope, advisorId)).returning();
    return row;
  });
}

/** Never rung again; what they did keeps their name. Undefined for who was archived before. */
export async function archiveAdvisor(scope: Scope, advisorId: string): Promise<Advisor | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(advisors)
      .set({ archivedAt: sql`now()` })
      .where(livingAdvisor(scope, advisorId))
      .returning(),
  );
  return row;
}

function livingAdvisor(scope: Scope, advisorId: string) {
  return and(eq(advisors.tenantId, scope.tenantId), eq(advisors.id, advisorId), isNull(advisors.archivedAt));
}

export async function insertAbsence(
  scope: Scope,
  values: Omit<AdvisorAbsence, "tenantId" | "id">,
): Promise<AdvisorAbsence> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(advisorAbsences)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** Undefined for an absence of another advisor, or of another tenant. */
export async function deleteAbsence(
  scope: Scope,
  advisorId: string,
  absenceId: string,
): Promise<AdvisorAbsence | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .delete(advisorAbsences)
      .where(
        and(
          eq(advisorAbsences.tenantId, scope.tenantId),
          eq(advisorAbsences.advisorId, advisorId),
          eq(advisorAbsences.id, absenceId),
        ),
      )
      .returning(),
  );
  return row;
}
