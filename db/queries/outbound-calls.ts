import { and, desc, eq, gte, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Call, calls } from "../schema/calls";
import { transferAttempts } from "../schema/transfers";

/** What is remembered of a person from the last call that we placed to them by name. */
export async function findLastContact(
  scope: Scope,
  phoneNumber: string,
): Promise<Pick<Call, "contactName" | "variables"> | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ contactName: calls.contactName, variables: calls.variables })
      .from(calls)
      .where(
        and(
          eq(calls.tenantId, scope.tenantId),
          eq(calls.toNumber, phoneNumber),
          eq(calls.direction, "outbound"),
          isNotNull(calls.contactName),
        ),
      )
      .orderBy(desc(calls.startedAt))
      .limit(1),
  );
  return row;
}

export async function findCallByIdempotencyKey(
  scope: Scope,
  idempotencyKey: string,
): Promise<Call | undefined> {
  const [call] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.idempotencyKey, idempotencyKey))),
  );
  return call;
}

/** Which of these of Twilio's ids are calls of ours already. */
export async function listKnownCallSids(scope: Scope, sids: string[]): Promise<string[]> {
  if (sids.length === 0) return [];
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ sid: calls.twilioCallSid })
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), inArray(calls.twilioCallSid, sids))),
  );
  return rows.flatMap(({ sid }) => (sid === null ? [] : [sid]));
}

export interface OutboundUse {
  /** Calls placed in the last minute; here and below with the telephones that a transfer named and that are no advisor's. */
  lastMinute: number;
  /** Priced so far today, in US dollars, of calls that the business placed. */
  spentUsd: number;
  /** Placed calls of today whose price nobody has told yet, those still going on left out. */
  unpricedSeconds: number;
  /** Placed and not over. */
  open: number;
  /** One of them rings at this very number. */
  isCallingNumber: boolean;
}

/** What the toll-fraud guard weighs; `dayStart` is midnight where the business is. */
export async function readOutboundUse(
  scope: Scope,
  { dayStart, toNumber }: { dayStart: Date; toNumber: string },
): Promise<OutboundUse> {
  const isOpen = isNull(calls.endedAt);
  const cost = sql`coalesce(${calls.costElevenLabsUsd}, 0) + coalesce(${calls.costTwilioUsd}, 0) + coalesce(${calls.costOpenAiUsd}, 0)`;
  // ElevenLabs tells its price within seconds; the telephone's, which toll fraud is about, comes minutes or hours later.
  const isPriced = isNotNull(calls.costTwilioUsd);
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({
        lastMinute: sql<string>`count(*) filter (where ${calls.startedAt} > now() - interval '1 minute')`,
        spentUsd: sql<string>`coalesce(sum(${cost}), 0)`,
        unpricedSeconds: sql<string>`coalesce(sum(${calls.durationSeconds}) filter (where not ${isPriced}), 0)`,
        open: sql<string>`count(*) filter (where ${isOpen})`,
        calling: sql<string>`count(*) filter (where ${isOpen} and ${calls.toNumber} = ${toNumber})`,
      })
      .from(calls)
      .where(
        and(
          eq(calls.tenantId, scope.tenantId),
          eq(calls.direction, "outbound"),
          or(gte(calls.startedAt, dayStart), isOpen),
        ),
      ),
  );
  const legs = await readStrangerLegs(scope, { dayStart, toNumber });
  return {
    lastMinute: Number(row?.lastMinute ?? 0) + legs.lastMinute,
    spentUsd: Number(row?.spentUsd ?? 0),
    unpricedSeconds: Number(row?.unpricedSeconds ?? 0) + legs.seconds,
    open: Number(row?.open ?? 0) + legs.open,
    isCallingNumber: Number(row?.calling ?? 0) + legs.calling > 0,
  };
}

/**
 * Telephones that are no advisor's and were rung in a transfer: whoever names a number there has it called too. Guessed from how long they
 * lasted, also once they stand in the price of their call: the guard rather stops too early.
 */
async function readStrangerLegs(
  scope: Scope,
  { dayStart, toNumber }: { dayStart: Date; toNumber: string },
): Promise<{ lastMinute: number; seconds: number; open: number; calling: number }> {
  const { tenantId, advisorId, number, dialledAt, answeredAt, endedAt } = transferAttempts;
  const isOpen = isNull(endedAt);
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({
        lastMinute: sql<number>`count(*) filter (where ${dialledAt} > now() - interval '1 minute')`.mapWith(
          Number,
        ),
        seconds: sql<number>`coalesce(sum(extract(epoch from ${endedAt} - ${answeredAt})), 0)`.mapWith(
          Number,
        ),
        open: sql<number>`count(*) filter (where ${isOpen})`.mapWith(Number),
        calling: sql<number>`count(*) filter (where ${isOpen} and ${number} = ${toNumber})`.mapWith(Number),
      })
      .from(transferAttempts)
      .where(and(eq(tenantId, scope.tenantId), isNull(advisorId), or(gte(dialledAt, dayStart), isOpen))),
  );
  return row ?? { lastMinute: 0, seconds: 0, open: 0, calling: 0 };
}
