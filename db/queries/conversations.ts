import { and, eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Call, calls } from "../schema/calls";

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
