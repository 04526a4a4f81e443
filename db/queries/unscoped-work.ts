/**
 * As unscoped.ts, for what works for every business at once: bridge, sweep, watch, polls and the set-up. Each query names its reason.
 */
import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { accounts } from "../schema/agents";
import { type Call, calls, messages, notices, recordingFetches } from "../schema/calls";
import { contactImports } from "../schema/contacts";
import { webhookDeliveries } from "../schema/outgoing";
import { tenants } from "../schema/tenants";
import { transferAttempts, transfers } from "../schema/transfers";

/** One statement for all sessions of a bridge process. */
export async function touchBridgeCalls(callIds: string[]): Promise<void> {
  if (callIds.length === 0) return;
  await systemDatabase()
    .update(calls)
    .set({ bridgeSeenAt: sql`now()` })
    .where(inArray(calls.id, callIds));
}

/** The sweep: calls that are not over and of which nothing was heard for `quietSeconds`, the longest silent first. */
export async function listQuietCalls(quietSeconds: number, limit: number): Promise<Call[]> {
  const heardAt = sql`coalesce(${calls.bridgeSeenAt}, ${calls.startedAt})`;
  return systemDatabase()
    .select()
    .from(calls)
    .where(and(isNull(calls.endedAt), sql`${heardAt} < now() - make_interval(secs => ${quietSeconds})`))
    .orderBy(heardAt)
    .limit(limit);
}

/** The watch: calls that ElevenLabs carries and that are not over. Whoever claims one is the only one to ask about it for a while. */
export async function claimWatchedCalls(intervalSeconds: number, limit: number): Promise<Call[]> {
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select()
      .from(calls)
      .where(
        and(
          isNull(calls.endedAt),
          eq(calls.mode, "native"),
          isNotNull(calls.twilioCallSid),
          sql`coalesce(${calls.watchedAt}, '-infinity') < now() - make_interval(secs => ${intervalSeconds})`,
        ),
      )
      .orderBy(sql`${calls.watchedAt} nulls first`)
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length > 0) {
      const ids = due.map(({ id }) => id);
      await tx
        .update(calls)
        .set({ watchedAt: sql`now()` })
        .where(inArray(calls.id, ids));
    }
    return due;
  });
}

/** How old a call may be of which a vendor is still asked something, in seconds. */
const ASKED_UNTIL_SECONDS = 2 * 86_400;

/**
 * The poll: calls that ended `quietSeconds` ago or earlier, of which ElevenLabs has said nothing yet, or has sound that is not here.
 * `pausesSeconds[n]` is how long to wait after the n-th attempt; after the last of them nobody asks again. A claim counts as an attempt,
 * and whoever claims a call is the only one to ask.
 */
export async function claimUnreportedCalls({
  quietSeconds,
  pausesSeconds,
  limit,
}: {
  quietSeconds: number;
  pausesSeconds: readonly number[];
  limit: number;
}): Promise<Call[]> {
  const pauses = sql`array[${sql.join(
    pausesSeconds.map((pause) => sql`${pause}::int`),
    sql`, `,
  )}]`;
  // Beyond the end of the array there is null, and nothing is older than null.
  const isDue = sql`(${calls.reportAskedAt} is null
    or ${calls.reportAskedAt} < now() - make_interval(secs => (${pauses})[${calls.reportAttempts}]))`;
  const isQuiet = sql`${calls.endedAt} < now() - make_interval(secs => ${quietSeconds})
    and ${calls.endedAt} > now() - make_interval(secs => ${ASKED_UNTIL_SECONDS})`;
  const mayHaveConversation = or(isNotNull(calls.elevenLabsConversationId), eq(calls.mode, "native"));
  return claimCalls(
    and(
      isDue,
      or(
        and(isNotNull(calls.endedAt), isNull(calls.reportedAt), isQuiet, mayHaveConversation),
        and(isNotNull(calls.audioAwaitedAt), isQuiet),
      ),
    ),
    limit,
    { reportAskedAt: sql`now()`, reportAttempts: sql`${calls.reportAttempts} + 1` },
  );
}

/** The poll of prices: Twilio rates a call minutes or hours after it ended (twilio.md §10). Claims as `claimUnreportedCalls` does. */
export async function claimUnpricedCalls(limit: number): Promise<Call[]> {
  const pause = sql`case when ${calls.endedAt} > now() - interval '1 hour' then interval '10 minutes' else interval '3 hours' end`;
  return claimCalls(
    and(
      isNull(calls.costTwilioUsd),
      isNotNull(calls.twilioCallSid),
      isNotNull(calls.endedAt),
      sql`${calls.endedAt} < now() - interval '5 minutes'`,
      sql`${calls.endedAt} > now() - make_interval(secs => ${ASKED_UNTIL_SECONDS})`,
      sql`coalesce(${calls.pricedAt}, '-infinity') < now() - ${pause}`,
    ),
    limit,
    { pricedAt: sql`now()` },
  );
}

/** Oldest first; the rows as they are after the claim. What another process holds this moment is passed over. */
async function claimCalls(
  which: SQL | undefined,
  limit: number,
  claim: Partial<Record<"reportAskedAt" | "reportAttempts" | "pricedAt", SQL>>,
): Promise<Call[]> {
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ id: calls.id })
      .from(calls)
      .where(which)
      .orderBy(asc(calls.endedAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    return tx.update(calls).set(claim).where(inArray(calls.id, ids)).returning();
  });
}

/** `npm start` fills only an empty house with the demo. */
export async function hasTenants(): Promise<boolean> {
  const rows = await systemDatabase().select({ id: tenants.id }).from(tenants).limit(1);
  return rows.length > 0;
}

/** The health check looks at every business that has accounts. */
export async function listTenantsWithAccounts(): Promise<TenantId[]> {
  const rows = await systemDatabase().selectDistinct({ tenantId: accounts.tenantId }).from(accounts);
  return rows.map(({ tenantId }) => tenantId);
}

/** How many of the deliveries that are due are looked at to find some of other addresses than the busiest one. */
const DELIVERIES_LOOKED_AT = 500;

export interface ClaimedDelivery {
  tenantId: TenantId;
  id: string;
  endpointId: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The outgoing webhooks that are due, the longest waiting first, at most `perEndpoint` of one address and none of those in `busy`. A claim
 * counts as an attempt and puts the next one `leaseSeconds` off, so that what a dead worker held is taken again. The system role sees
 * neither what is told nor to whom.
 */
export async function claimDueDeliveries({
  limit,
  perEndpoint,
  busy,
  leaseSeconds,
}: {
  limit: number;
  perEndpoint: number;
  busy: readonly string[];
  leaseSeconds: number;
}): Promise<ClaimedDelivery[]> {
  const { tenantId, id, endpointId, attempts, nextAttemptAt, status } = webhookDeliveries;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ tenantId, id, endpointId })
      .from(webhookDeliveries)
      .where(
        and(
          eq(status, "pending"),
          lte(nextAttemptAt, sql`clock_timestamp()`),
          busy.length > 0 ? notInArray(endpointId, [...busy]) : undefined,
        ),
      )
      .orderBy(asc(nextAttemptAt))
      .limit(DELIVERIES_LOOKED_AT)
      .for("update", { skipLocked: true });
    const taken = new Map<string, number>();
    const chosen = due.filter((each) => {
      const before = taken.get(each.endpointId) ?? 0;
      taken.set(each.endpointId, before + 1);
      return before < perEndpoint;
    });
    const ids = chosen.slice(0, limit).map((each) => each.id);
    if (ids.length === 0) return [];
    const claimed = await tx
      .update(webhookDeliveries)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(inArray(id, ids))
      .returning({ tenantId, id, endpointId, attempts });
    const order = new Map(ids.map((each, position) => [each, position]));
    return claimed.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  });
}

export interface ClaimedNotice {
  tenantId: TenantId;
  id: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The e-mails and SMS that are due, the longest waiting first. A claim counts as an attempt and puts the next one `leaseSeconds` off, so that
 * what a dead worker held is taken again. The system role sees neither what is told nor to whom.
 */
export async function claimDueNotices(limit: number, leaseSeconds: number): Promise<ClaimedNotice[]> {
  const { tenantId, id, attempts, nextAttemptAt, status } = notices;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ tenantId, id })
      .from(notices)
      .where(and(eq(status, "pending"), lte(nextAttemptAt, sql`clock_timestamp()`)))
      .orderBy(asc(nextAttemptAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(notices)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(
        // The key begins with the business.
        and(
          inArray(tenantId, [...new Set(due.map((each) => each.tenantId))]),
          inArray(
            id,
            due.map((each) => each.id),
          ),
        ),
      )
      .returning({ tenantId, id, attempts });
  });
}

/** After an outage nobody wants to be told what was overdue days ago. */
const OVERDUE_TOLD_UNTIL_HOURS = 24;

/** The job that tells of overdue messages looks at those of every business, the longest overdue first. */
export async function listOverdueMessages(
  limit: number,
): Promise<{ tenantId: TenantId; messageId: string }[]> {
  const { tenantId, id, dueAt, doneAt, overdueToldAt } = messages;
  return systemDatabase()
    .select({ tenantId, messageId: id })
    .from(messages)
    .where(
      and(
        isNull(doneAt),
        isNull(overdueToldAt),
        lte(dueAt, sql`clock_timestamp()`),
        sql`${dueAt} > now() - make_interval(hours => ${OVERDUE_TOLD_UNTIL_HOURS})`,
      ),
    )
    .orderBy(asc(dueAt))
    .limit(limit);
}

/** The import worker looks for files of every business: those that wait, and those whose worker has gone silent, the oldest first. */
export async function listOpenImports(
  staleSeconds: number,
  limit: number,
): Promise<{ tenantId: TenantId; importId: string }[]> {
  const { tenantId, id, status, seenAt, createdAt } = contactImports;
  return systemDatabase()
    .select({ tenantId, importId: id })
    .from(contactImports)
    .where(
      or(
        eq(status, "queued"),
        and(
          eq(status, "running"),
          sql`coalesce(${seenAt}, '-infinity') < now() - make_interval(secs => ${staleSeconds})`,
        ),
      ),
    )
    .orderBy(asc(createdAt))
    .limit(limit);
}

/** The job that deletes uploaded files of every business when they are older than `hours` and nobody is reading them. */
export async function listOldImportFiles(
  hours: number,
  limit: number,
): Promise<{ tenantId: TenantId; importId: string }[]> {
  const { tenantId, id, status, fileDeletedAt, createdAt } = contactImports;
  return systemDatabase()
    .select({ tenantId, importId: id })
    .from(contactImports)
    .where(
      and(
        isNull(fileDeletedAt),
        inArray(status, ["draft", "completed", "canceled", "failed"]),
        sql`${createdAt} < now() - make_interval(hours => ${hours})`,
      ),
    )
    .orderBy(asc(createdAt))
    .limit(limit);
}

export interface ClaimedRecording {
  tenantId: TenantId;
  recordingSid: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The recordings of every business that Twilio is to be asked for now, the longest waiting first. A claim counts as an attempt and puts
 * the next one `leaseSeconds` off, so that what a dead worker held is taken again.
 */
export async function claimDueRecordings(limit: number, leaseSeconds: number): Promise<ClaimedRecording[]> {
  const { tenantId, recordingSid, attempts, nextAttemptAt, doneAt } = recordingFetches;
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ recordingSid })
      .from(recordingFetches)
      .where(and(isNull(doneAt), lte(nextAttemptAt, sql`clock_timestamp()`)))
      .orderBy(asc(nextAttemptAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(recordingFetches)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(
        and(
          inArray(
            recordingSid,
            due.map((each) => each.recordingSid),
          ),
          isNull(doneAt),
        ),
      )
      .returning({ tenantId, recordingSid, attempts });
  });
}

export interface ClaimedMessage {
  tenantId: TenantId;
  id: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The messages of every business whose words are to be worked on now: `pending` ones wait for their text, the others for a late text or
 * a summary. Claims as `claimDueRecordings` does; the system role does not see what was said.
 */
export async function claimDueMessages(
  which: "pending" | "others",
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedMessage[]> {
  const { tenantId, id, transcriptState, transcriptAttempts, transcriptNextAt } = messages;
  const isPending = eq(transcriptState, "pending");
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ id })
      .from(messages)
      .where(
        and(
          which === "pending" ? isPending : sql`${transcriptState} is distinct from 'pending'`,
          lte(transcriptNextAt, sql`clock_timestamp()`),
        ),
      )
      .orderBy(asc(transcriptNextAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(messages)
      .set({
        transcriptAttempts: sql`${transcriptAttempts} + 1`,
        transcriptNextAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(
        inArray(
          id,
          due.map((each) => each.id),
        ),
      )
      .returning({ tenantId, id, attempts: transcriptAttempts });
  });
}

export interface UnfinishedTransfer {
  tenantId: TenantId;
  callId: string;
  transferId: string;
  requestedAt: Date;
}

/**
 * Transfers that somebody has to look after, whose business ever it is: open ones, those with a leg that may still ring, and those whose
 * caller Twilio has not yet brought back. Oldest first; `after` the one that was the last of an earlier answer.
 */
export async function listUnfinishedTransfers(
  limit: number,
  after?: Pick<UnfinishedTransfer, "requestedAt" | "transferId">,
): Promise<UnfinishedTransfer[]> {
  const unsettled = systemDatabase()
    .select({ id: transferAttempts.transferId })
    .from(transferAttempts)
    .where(eq(transferAttempts.isSettled, false));
  return systemDatabase()
    .select({
      tenantId: transfers.tenantId,
      callId: transfers.callId,
      transferId: transfers.id,
      requestedAt: transfers.requestedAt,
    })
    .from(transfers)
    .where(
      and(
        after &&
          or(
            gt(transfers.requestedAt, after.requestedAt),
            and(eq(transfers.requestedAt, after.requestedAt), gt(transfers.id, after.transferId)),
          ),
        or(
          isNull(transfers.endedAt),
          inArray(transfers.id, unsettled),
          and(
            eq(transfers.status, "returned_to_agent"),
            isNotNull(transfers.callerSentAt),
            isNull(transfers.callerArrivedAt),
            // Whoever was not brought back by then has hung up.
            sql`${transfers.endedAt} > now() - interval '10 minutes'`,
          ),
        ),
      ),
    )
    .orderBy(asc(transfers.requestedAt), asc(transfers.id))
    .limit(limit);
}
