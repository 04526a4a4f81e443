import { and, eq, isNotNull, ne, or } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { calls } from "../schema/calls";

/** Whether a person has spoken with an agent of the business: answered, and not in vain. */
export async function hasAnsweredCall(scope: Scope): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ id: calls.id })
      .from(calls)
      .where(
        and(
          eq(calls.tenantId, scope.tenantId),
          isNotNull(calls.answeredAt),
          ne(calls.status, "failed"),
          // ElevenLabs leads native calls and says nothing of its agent before they end.
          or(isNotNull(calls.agentConnectedAt), isNotNull(calls.endedAt)),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}
