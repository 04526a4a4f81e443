import { and, asc, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Advisor, advisors } from "../schema/advisors";
import { type Transfer, type TransferAttempt, transferAttempts, transfers } from "../schema/transfers";

export type AttemptWithAdvisor = TransferAttempt & {
  advisor: Pick<Advisor, "id" | "name" | "userId"> | null;
};
export type TransferWithAttempts = Transfer & { attempts: AttemptWithAdvisor[] };

export async function insertTransfer(
  scope: Scope,
  values: Pick<
    Transfer,
    | "callId"
    | "requestedBy"
    | "requester"
    | "reason"
    | "brief"
    | "wantedSkill"
    | "wantedLanguage"
    | "wantedAdvisorId"
    | "wantedNumber"
  >,
): Promise<Transfer> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(transfers)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** Held until the transaction ends: one decision at a time. */
export async function lockTransfer(
  scope: Scope,
  transferId: string,
): Promise<TransferWithAttempts | undefined> {
  return first(scope, (tx) =>
    tx.select().from(transfers).where(isTransfer(scope, transferId)).for("no key update"),
  );
}

export async function findTransfer(
  scope: Scope,
  transferId: string,
): Promise<TransferWithAttempts | undefined> {
  return first(scope, (tx) => tx.select().from(transfers).where(isTransfer(scope, transferId)));
}

/** The newest of a call, which is the open one if there is one. */
export async function findLastTransfer(
  scope: Scope,
  callId: string,
): Promise<TransferWithAttempts | undefined> {
  return first(scope, (tx) =>
    tx
      .select()
      .from(transfers)
      .where(and(eq(transfers.tenantId, scope.tenantId), eq(transfers.callId, callId)))
      .orderBy(desc(transfers.requestedAt), desc(transfers.id))
      .limit(1),
  );
}

function isTransfer(scope: Scope, transferId: string) {
  return and(eq(transfers.tenantId, scope.tenantId), eq(transfers.id, transferId));
}

async function first(
  scope: Scope,
  select: Parameters<typeof scoped<Transfer[]>>[1],
): Promise<TransferWithAttempts | undefined> {
  const [row] = await scoped(scope, select);
  return row && (await withAttempts(scope, [row]))[0];
}

/** `userId`: in which a telephone of that member rings or is spoken on. Of one call oldest first, else newest first; at most 200. */
export async function listTransfers(
  scope: Scope,
  filters: { callId?: string | undefined; isOpen?: boolean; userId?: string | undefined },
): Promise<TransferWithAttempts[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select()
      .from(transfers)
      .where(
        and(
          eq(transfers.tenantId, scope.tenantId),
          filters.callId === undefined ? undefined : eq(transfers.callId, filters.callId),
          filters.isOpen ? isNull(transfers.endedAt) : undefined,
        ),
      )
      .orderBy(filters.callId === undefined ? desc(transfers.requestedAt) : asc(transfers.requestedAt))
      .limit(200),
  );
  const found = await withAttempts(scope, rows);
  if (filters.userId === undefined) return found;
  return found.filter(({ attempts }) => {
    const last = attempts.at(-1);
    return last?.advisor?.userId === filters.userId && last?.endedAt === null && last.droppedAt === null;
  });
}

async function withAttempts(scope: Scope, rows: Transfer[]): Promise<TransferWithAttempts[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await scoped(scope, (tx) =>
    tx
      .select({
        attempt: transferAttempts,
        advisor: { id: advisors.id, name: advisors.name, userId: advisors.userId },
      })
      .from(transferAttempts)
      .leftJoin(
        advisors,
        and(eq(advisors.tenantId, transferAttempts.tenantId), eq(advisors.id, transferAttempts.advisorId)),
      )
      .where(and(eq(transferAttempts.tenantId, scope.tenantId), inArray(transferAttempts.transferId, ids)))
      .orderBy(asc(transferAttempts.position)),
  );
  return rows.map((row) => ({
    ...row,
    attempts: found
      .filter(({ attempt }) => attempt.transferId === row.id)
      .map(({ attempt, advisor }) => ({ ...attempt, advisor })),
  }));
}

export async function updateTransfer(
  scope: Scope,
  transferId: string,
  patch: Partial<Transfer>,
): Promise<void> {
  if (Object.keys(patch).length === 0) return;
  await scoped(scope, (tx) =>
    tx
      .update(transfers)
      .set(patch)
      .where(and(eq(transfers.tenantId, scope.tenantId), eq(transfers.id, transferId))),
  );
}

export async function insertAttempt(
  scope: Scope,
  values: Pick<TransferAttempt, "transferId" | "position" | "advisorId" | "number">,
): Promise<TransferAttempt> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(transferAttempts)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

export async function updateAttempt(
  scope: Scope,
  attemptId: string,
  patch: Partial<TransferAttempt>,
): Promise<void> {
  if (Object.keys(patch).length === 0) return;
  await scoped(scope, (tx) =>
    tx
      .update(transferAttempts)
      .set(patch)
      .where(and(eq(transferAttempts.tenantId, scope.tenantId), eq(transferAttempts.id, attemptId))),
  );
}

/** True for whoever asks first within the interval: Twilio is not asked about one leg by two processes at once. */
export async function claimLegCheck(
  scope: Scope,
  attemptId: string,
  intervalSeconds: number,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(transferAttempts)
      .set({ checkedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(transferAttempts.tenantId, scope.tenantId),
          eq(transferAttempts.id, attemptId),
          or(
            isNull(transferAttempts.checkedAt),
            lt(
              transferAttempts.checkedAt,
              sql`clock_timestamp() - make_interval(secs => ${intervalSeconds})`,
            ),
          ),
        ),
      )
      .returning({ id: transferAttempts.id }),
  );
  return rows.length > 0;
}

/** Twilio's ids of the telephones that were rung in transfers of a call. */
export async function listLegSids(scope: Scope, callId: string): Promise<string[]> {
  const { tenantId, transferId, twilioCallSid } = transferAttempts;
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ sid: twilioCallSid })
      .from(transferAttempts)
      .innerJoin(transfers, and(eq(transfers.tenantId, tenantId), eq(transfers.id, transferId)))
      .where(and(eq(tenantId, scope.tenantId), eq(transfers.callId, callId))),
  );
  return rows.flatMap(({ sid }) => sid ?? []);
}

/** Which of these SIDs are legs we know. */
export async function listKnownLegSids(scope: Scope, sids: string[]): Promise<string[]> {
  if (sids.length === 0) return [];
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ sid: transferAttempts.twilioCallSid })
      .from(transferAttempts)
      .where(
        and(eq(transferAttempts.tenantId, scope.tenantId), inArray(transferAttempts.twilioCallSid, sids)),
      ),
  );
  return rows.flatMap(({ sid }) => sid ?? []);
}

/** Tells the bridges that somebody is waited for in a call, or no more. */
export async function notifyHold(scope: Scope, callId: string): Promise<void> {
  await scoped(scope, (tx) => tx.execute(sql`select pg_notify('centralita_hold', ${callId})`));
}
