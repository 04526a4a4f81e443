/**
 * As unscoped.ts, for what works for every business at once: the calls: bridge, sweep, watch and polls. Each query names its reason.
 */
import { and, asc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { systemDatabase } from "../client";
import { type Call, calls } from "../schema/calls";
import { replySentences } from "../schema/replies";

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

/** The watch: calls that ElevenLabs carries, or a machine answered, and that are not over. Whoever claims one is the only one to ask about it for a while. */
export async function claimWatchedCalls(intervalSeconds: number, limit: number): Promise<Call[]> {
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select()
      .from(calls)
      .where(
        and(
          isNull(calls.endedAt),
          or(eq(calls.mode, "native"), inArray(calls.answeredBy, ["machine", "fax"])),
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

/** Of turn-based calls that are long over; what was said stays in the transcript. Answers how many sentences went. */
export async function deleteOldReplySounds(olderThanHours: number): Promise<number> {
  const gone = await systemDatabase()
    .delete(replySentences)
    .where(lt(replySentences.createdAt, sql`now() - make_interval(hours => ${olderThanHours})`))
    .returning({ tenantId: replySentences.tenantId });
  return gone.length;
}
