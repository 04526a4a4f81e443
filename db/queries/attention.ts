import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { AttentionReason } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { agents } from "../schema/agents";
import { type Call, calls } from "../schema/calls";
import { contacts } from "../schema/contacts";
import { agentOfCall, callColumns, contactOfCall } from "./call-columns";
import type { CallWithAgent } from "./calls";

export interface Attention {
  attentionReason: AttentionReason;
  attentionAt: Date;
  attentionDoneAt: Date | null;
  attentionDoneBy: string | null;
  words: string;
}

export type WaitingCall = CallWithAgent & Attention;

/** Beyond this nobody reads a list; the rest comes up when these are done. */
const MOST_WAITING = 100;

/** The first words that gave this reason. */
const words = sql<string>`coalesce((
  select e.payload ->> 'words' from call_events e
  where e.tenant_id = ${calls.tenantId} and e.call_id = ${calls.id} and e.type = 'attention_needed'
    and e.payload ->> 'reason' = ${calls.attentionReason}
  order by e.occurred_at, e.id limit 1), '')`;

export async function listWaitingCalls(scope: Scope): Promise<WaitingCall[]> {
  return select(scope, and(isNotNull(calls.attentionAt), isNull(calls.attentionDoneAt)));
}

/** Undefined for a call that needs nobody. */
export async function findAttention(scope: Scope, callId: string): Promise<WaitingCall | undefined> {
  const [row] = await select(scope, and(eq(calls.id, callId), isNotNull(calls.attentionAt)));
  return row;
}

async function select(scope: Scope, which: SQL | undefined): Promise<WaitingCall[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ ...callColumns, words })
      .from(calls)
      .leftJoin(agents, agentOfCall)
      .leftJoin(contacts, contactOfCall)
      .where(and(eq(calls.tenantId, scope.tenantId), which))
      .orderBy(sql`${calls.attentionReason} <> 'medical_emergency'`, asc(calls.attentionAt), asc(calls.id))
      .limit(MOST_WAITING),
  );
  return rows.flatMap(({ call, ...rest }) => {
    const { attentionReason, attentionAt } = call;
    if (attentionReason === null || attentionAt === null) return [];
    return [{ ...call, ...rest, attentionReason, attentionAt }];
  });
}

/** Undefined when it was in that state before, and for a call that needs nobody. */
export async function setAttentionDone(
  scope: Scope,
  callId: string,
  doneBy: string | null,
): Promise<Call | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(calls)
      .set({ attentionDoneAt: doneBy === null ? null : sql`now()`, attentionDoneBy: doneBy })
      .where(
        and(
          eq(calls.tenantId, scope.tenantId),
          eq(calls.id, callId),
          isNotNull(calls.attentionAt),
          doneBy === null ? isNotNull(calls.attentionDoneAt) : isNull(calls.attentionDoneAt),
        ),
      )
      .returning(),
  );
  return row;
}
