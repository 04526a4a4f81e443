import { and, asc, desc, eq, gte, inArray, isNull, lt, max, or, type SQL, sql } from "drizzle-orm";
import type {
  AnsweredBy,
  CallDirection,
  CallEventSource,
  CallEventType,
  CallOutcome,
  CallStatus,
  Language,
  TurnRole,
} from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { agents } from "../schema/agents";
import { type Call, type CallEvent, callEvents, calls, type Turn, turns } from "../schema/calls";
import { replies } from "../schema/replies";
import { contacts } from "../schema/contacts";
import { agentOfCall, callColumns, contactOfCall } from "./call-columns";

export type CallWithAgent = Call & {
  agent: { id: string; name: string } | null;
  contact: { id: string; name: string } | null;
};

export async function findCall(scope: Scope, callId: string): Promise<CallWithAgent | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(callColumns)
      .from(calls)
      .leftJoin(agents, agentOfCall)
      .leftJoin(contacts, contactOfCall)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, callId))),
  );
  return row && { ...row.call, agent: row.agent, contact: row.contact };
}

export async function findCallByConversation(
  scope: Scope,
  conversationId: string,
): Promise<Call | undefined> {
  const [call] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.elevenLabsConversationId, conversationId)))
      .limit(1),
  );
  return call;
}

export async function findCallByCallSid(scope: Scope, twilioCallSid: string): Promise<Call | undefined> {
  const [call] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.twilioCallSid, twilioCallSid))),
  );
  return call;
}

/** Holds the row until the transaction ends, so that facts about one call are added one after another. */
export async function lockCall(scope: Scope, callId: string): Promise<Call | undefined> {
  const [call] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, callId)))
      .for("update"),
  );
  return call;
}

/** Twilio's id is taken by a call of another tenant. */
export class ForeignCallError extends Error {}

/** Who it must be, because nobody else is known at that number; null where nobody or several are. */
function onlyContactOf(scope: Scope, number: string): SQL<string> {
  return sql`(
    select min(n.contact_id::text)::uuid from contact_numbers n
    where n.tenant_id = ${scope.tenantId} and n.number = ${number} having count(*) = 1)`;
}

/** A repeated webhook of the same telephone call finds the call it made the first time. */
export async function createCall(
  scope: Scope,
  values: Pick<Call, "direction" | "mode" | "status" | "fromNumber" | "toNumber"> &
    Partial<Omit<Call, "tenantId" | "id">>,
): Promise<{ call: Call; created: boolean }> {
  return scoped(scope, async (tx) => {
    const [made] = await tx
      .insert(calls)
      .values({
        ...values,
        tenantId: scope.tenantId,
        contactId:
          values.contactId ??
          onlyContactOf(scope, values.direction === "inbound" ? values.fromNumber : values.toNumber),
      })
      .onConflictDoNothing({ target: calls.twilioCallSid })
      .returning();
    if (made) return { call: made, created: true };
    const [known] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.twilioCallSid, values.twilioCallSid ?? "")));
    if (!known) throw new ForeignCallError(`call ${values.twilioCallSid} belongs to another tenant`);
    return { call: known, created: false };
  });
}

export async function updateCall(scope: Scope, callId: string, patch: Partial<Call>): Promise<void> {
  if (Object.keys(patch).length === 0) return;
  await scoped(scope, (tx) =>
    tx
      .update(calls)
      .set(patch)
      .where(and(eq(calls.tenantId, scope.tenantId), eq(calls.id, callId))),
  );
}

/** False when this very fact is already on record. */
export async function insertCallEvent(
  scope: Scope,
  event: {
    callId: string;
    source: CallEventSource;
    externalKey: string;
    type: CallEventType;
    occurredAt: Date;
    payload: Record<string, unknown>;
  },
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .insert(callEvents)
      .values({ ...event, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning({ id: callEvents.id }),
  );
  return rows.length > 0;
}

export async function listCallEvents(scope: Scope, callId: string): Promise<CallEvent[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(callEvents)
      .where(and(eq(callEvents.tenantId, scope.tenantId), eq(callEvents.callId, callId)))
      .orderBy(asc(callEvents.occurredAt), asc(callEvents.id))
      .limit(2000),
  );
}

/** The token can be used once, for this telephone call, before it expires. */
export async function claimStreamToken(
  scope: Scope,
  callId: string,
  claim: { tokenHash: string; twilioCallSid: string; streamSid: string; bridgeId: string },
): Promise<"claimed" | "used" | "wrong" | "expired"> {
  return scoped(scope, async (tx) => {
    const mine = and(
      eq(calls.tenantId, scope.tenantId),
      eq(calls.id, callId),
      eq(calls.streamTokenHash, claim.tokenHash),
      eq(calls.twilioCallSid, claim.twilioCallSid),
    );
    const claimed = await tx
      .update(calls)
      .set({
        streamTokenUsedAt: sql`now()`,
        streamSid: claim.streamSid,
        bridgeId: claim.bridgeId,
        bridgeSeenAt: sql`now()`,
      })
      .where(and(mine, isNull(calls.streamTokenUsedAt), sql`${calls.streamTokenExpiresAt} > now()`))
      .returning({ id: calls.id });
    if (claimed.length > 0) return "claimed";
    const [row] = await tx.select({ usedAt: calls.streamTokenUsedAt }).from(calls).where(mine);
    if (!row) return "wrong";
    return row.usedAt ? "used" : "expired";
  });
}

/** Nobody says more in one breath, and a text whose search vector exceeds a megabyte could never be written. */
const MAX_TURN_LENGTH = 20_000;

export async function upsertTurns(
  scope: Scope,
  callId: string,
  language: Language,
  rows: {
    position: number;
    role: TurnRole;
    text: string;
    originalText: string | null;
    interrupted: boolean;
    offsetMs: number;
    spokenAt: Date;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await scoped(scope, (tx) =>
    tx
      .insert(turns)
      .values(
        rows.map((row) => ({
          ...row,
          text: row.text.slice(0, MAX_TURN_LENGTH),
          tenantId: scope.tenantId,
          callId,
          language,
        })),
      )
      .onConflictDoUpdate({
        target: [turns.tenantId, turns.callId, turns.position],
        set: {
          text: sql`excluded.text`,
          originalText: sql`excluded.original_text`,
          interrupted: sql`excluded.interrupted`,
        },
      }),
  );
}

/** Where the transcript goes on, behind what a reply under way has reserved; 0 before its first turn. */
export async function nextTurnPosition(scope: Scope, callId: string): Promise<number> {
  const { tenantId } = scope;
  const [[said], [reserved]] = await scoped(scope, (tx) =>
    Promise.all([
      tx
        .select({ last: max(turns.position) })
        .from(turns)
        .where(and(eq(turns.tenantId, tenantId), eq(turns.callId, callId))),
      tx
        .select({ last: max(replies.turnPosition) })
        .from(replies)
        .where(and(eq(replies.tenantId, tenantId), eq(replies.callId, callId))),
    ]),
  );
  return Math.max(said?.last ?? -1, reserved?.last ?? -1) + 1;
}

export async function listTurns(scope: Scope, callId: string): Promise<Turn[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(turns)
      .where(and(eq(turns.tenantId, scope.tenantId), eq(turns.callId, callId)))
      .orderBy(asc(turns.position)),
  );
}

export interface CallListFilters {
  statuses?: CallStatus[] | undefined;
  outcome?: CallOutcome | undefined;
  agentId?: string | undefined;
  contactId?: string | undefined;
  direction?: CallDirection | undefined;
  answeredBy?: AnsweredBy | undefined;
  startedFrom?: Date | undefined;
  startedBefore?: Date | undefined;
  /** Words of the transcript. */
  words?: string | undefined;
  /** Beginnings of a telephone number, E.164. */
  numberPrefixes?: string[] | undefined;
}

export interface CallCursor {
  startedAt: Date;
  id: string;
}

/** Newest first; pages by `(started_at, id)`. */
export async function listCalls(
  scope: Scope,
  filters: CallListFilters,
  page: { after?: CallCursor | undefined; limit: number },
): Promise<CallWithAgent[]> {
  return scoped(scope, async (tx) => {
    const conditions: (SQL | undefined)[] = [eq(calls.tenantId, scope.tenantId)];
    if (filters.statuses?.length) conditions.push(inArray(calls.status, filters.statuses));
    if (filters.outcome) conditions.push(eq(calls.outcome, filters.outcome));
    if (filters.agentId) conditions.push(eq(calls.agentId, filters.agentId));
    if (filters.contactId) conditions.push(eq(calls.contactId, filters.contactId));
    if (filters.direction) conditions.push(eq(calls.direction, filters.direction));
    if (filters.answeredBy) conditions.push(eq(calls.answeredBy, filters.answeredBy));
    if (filters.startedFrom) conditions.push(gte(calls.startedAt, filters.startedFrom));
    if (filters.startedBefore) conditions.push(lt(calls.startedAt, filters.startedBefore));
    const matches: SQL[] = [];
    if (filters.words) {
      // Two statements: joined in one, the planner reads the whole table.
      const found = await tx.execute<{ id: string }>(sql`select search_calls(${filters.words}) as id`);
      if (found.length > 0)
        matches.push(
          inArray(
            calls.id,
            found.map((row) => row.id),
          ),
        );
    }
    for (const prefix of filters.numberPrefixes ?? []) {
      for (const column of [calls.fromNumber, calls.toNumber]) {
        const range = and(gte(column, prefix), lt(column, `${prefix}~`));
        if (range) matches.push(range);
      }
    }
    if (filters.words || filters.numberPrefixes?.length) {
      if (matches.length === 0) return [];
      conditions.push(or(...matches));
    }
    if (page.after) {
      const { startedAt, id } = page.after;
      conditions.push(
        sql`(${calls.startedAt}, ${calls.id}) < (${startedAt.toISOString()}::timestamptz, ${id}::uuid)`,
      );
    }
    const rows = await tx
      .select(callColumns)
      .from(calls)
      .leftJoin(agents, agentOfCall)
      .leftJoin(contacts, contactOfCall)
      .where(and(...conditions))
      .orderBy(desc(calls.startedAt), desc(calls.id))
      .limit(page.limit);
    return rows.map(({ call, ...people }) => ({ ...call, ...people }));
  });
}

export async function listLiveCalls(scope: Scope): Promise<CallWithAgent[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select(callColumns)
      .from(calls)
      .leftJoin(agents, agentOfCall)
      .leftJoin(contacts, contactOfCall)
      .where(and(eq(calls.tenantId, scope.tenantId), isNull(calls.endedAt)))
      .orderBy(asc(calls.startedAt))
      .limit(200),
  );
  return rows.map(({ call, ...people }) => ({ ...call, ...people }));
}

/** Tells every listening process of the tenant; delivered when the transaction commits. Payload < 8,000 bytes. */
export async function notifyTenant(scope: Scope, message: Record<string, unknown>): Promise<void> {
  const payload = JSON.stringify({ tenantId: scope.tenantId, message });
  await scoped(scope, (tx) => tx.execute(sql`select pg_notify('centralita_live', ${payload})`));
}

/** Tells the bridges that an operator ended a call. */
export async function notifyHangUp(scope: Scope, callId: string): Promise<void> {
  await scoped(scope, (tx) => tx.execute(sql`select pg_notify('centralita_hang_up', ${callId})`));
}
