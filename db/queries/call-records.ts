import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { CallStatus } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { agents } from "../schema/agents";
import { calls } from "../schema/calls";
import type { CallWithAgent } from "./calls";

/** Newest first, by numbered pages as the documented address has them; the house's own list pages by cursor. */
export async function pageOfCalls(
  scope: Scope,
  filters: { statuses?: CallStatus[] | undefined; patientId?: string | undefined },
  page: { offset: number; limit: number },
): Promise<{ rows: CallWithAgent[]; total: number }> {
  const where = and(
    eq(calls.tenantId, scope.tenantId),
    filters.statuses ? inArray(calls.status, filters.statuses) : undefined,
    filters.patientId === undefined
      ? undefined
      : sql`${calls.metadata} ->> 'patientId' = ${filters.patientId}`,
  );
  return scoped(scope, async (tx) => {
    const rows = await tx
      .select({ call: calls, agent: { id: agents.id, name: agents.name } })
      .from(calls)
      .leftJoin(agents, and(eq(agents.tenantId, calls.tenantId), eq(agents.id, calls.agentId)))
      .where(where)
      .orderBy(desc(calls.startedAt), desc(calls.id))
      .limit(page.limit)
      .offset(page.offset);
    const [counted] = await tx.select({ total: count() }).from(calls).where(where);
    return { rows: rows.map(({ call, agent }) => ({ ...call, agent })), total: counted?.total ?? 0 };
  });
}
