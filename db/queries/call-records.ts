import { and, count, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { CallStatus, Mode } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { agents } from "../schema/agents";
import { calls } from "../schema/calls";
import { contacts } from "../schema/contacts";
import { agentOfCall, callColumns, contactOfCall } from "./call-columns";
import type { CallWithAgent } from "./calls";

/** Newest first, by numbered pages as the documented address has them; the house's own list pages by cursor. */
export async function pageOfCalls(
  scope: Scope,
  filters: {
    mode?: Mode | undefined;
    statuses?: CallStatus[] | undefined;
    patientId?: string | undefined;
    contactId?: string | undefined;
  },
  page: { offset: number; limit: number },
): Promise<{ rows: CallWithAgent[]; total: number }> {
  const where = and(
    eq(calls.tenantId, scope.tenantId),
    filters.mode === undefined ? undefined : eq(calls.mode, filters.mode),
    filters.statuses ? inArray(calls.status, filters.statuses) : undefined,
    filters.patientId === undefined
      ? undefined
      : or(
          sql`${calls.metadata} ->> 'patientId' = ${filters.patientId}`,
          filters.contactId === undefined ? undefined : eq(calls.contactId, filters.contactId),
        ),
  );
  return scoped(scope, async (tx) => {
    const rows = await tx
      .select(callColumns)
      .from(calls)
      .leftJoin(agents, agentOfCall)
      .leftJoin(contacts, contactOfCall)
      .where(where)
      .orderBy(desc(calls.startedAt), desc(calls.id))
      .limit(page.limit)
      .offset(page.offset);
    const [counted] = await tx.select({ total: count() }).from(calls).where(where);
    return { rows: rows.map(({ call, ...people }) => ({ ...call, ...people })), total: counted?.total ?? 0 };
  });
}
