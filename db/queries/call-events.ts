import { and, asc, eq, inArray } from "drizzle-orm";
import type { CallEventType } from "@/lib/vocabulary";
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

/** Those of some types, in order. */
export async function listEventsOfTypes(
  scope: Scope,
  callId: string,
  types: CallEventType[],
): Promise<CallEvent[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(callEvents)
      .where(
        and(
          eq(callEvents.tenantId, scope.tenantId),
          eq(callEvents.callId, callId),
          inArray(callEvents.type, types),
        ),
      )
      .orderBy(asc(callEvents.occurredAt), asc(callEvents.id)),
  );
}
