import { and, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { webhookEvents } from "../schema/calls";

/** Keeps an accepted webhook. `fresh` is false when it was already kept and acted on. */
export async function keepWebhook(
  scope: Scope,
  event: {
    provider: string;
    kind: string;
    externalId: string;
    callId: string | null;
    body: Record<string, unknown>;
  },
): Promise<{ id: string; fresh: boolean }> {
  return scoped(scope, async (tx) => {
    const [made] = await tx
      .insert(webhookEvents)
      .values({ ...event, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning({ id: webhookEvents.id });
    if (made) return { id: made.id, fresh: true };
    const [known] = await tx
      .select({ id: webhookEvents.id, processedAt: webhookEvents.processedAt })
      .from(webhookEvents)
      .where(
        and(
          eq(webhookEvents.tenantId, scope.tenantId),
          eq(webhookEvents.provider, event.provider),
          eq(webhookEvents.externalId, event.externalId),
        ),
      );
    if (!known) throw new Error("webhook vanished between insert and select");
    return { id: known.id, fresh: known.processedAt === null };
  });
}

export async function finishWebhook(scope: Scope, webhookId: string, note: string | null): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(webhookEvents)
      .set({ processedAt: sql`clock_timestamp()`, note })
      .where(and(eq(webhookEvents.tenantId, scope.tenantId), eq(webhookEvents.id, webhookId))),
  );
}
