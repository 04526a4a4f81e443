import { and, eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type CallEvent, callEvents } from "../schema/calls";

/** Whether this very fact is on record. */
export async function hasCallEvent(
  scope: Scope,
  callId: string,
  { source, externalKey }: Pick<CallEvent, "source" | "externalKey">,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ id: callEvents.id })
      .from(callEvents)
      .where(
        and(
          eq(callEvents.tenantId, scope.tenantId),
          eq(callEvents.callId, callId),
          eq(callEvents.source, source),
          eq(callEvents.externalKey, externalKey),
        ),
      ),
  );
  return rows.length > 0;
}
