import { and, asc, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type ToolUseRow, toolUses } from "../schema/calls";

/** False when this use is on record already. */
export async function beginToolUse(
  scope: Scope,
  use: Pick<ToolUseRow, "callId" | "toolCallId" | "name" | "source" | "arguments">,
): Promise<boolean> {
  const made = await scoped(scope, (tx) =>
    tx
      .insert(toolUses)
      .values({ ...use, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning({ toolCallId: toolUses.toolCallId }),
  );
  return made.length > 0;
}

/** `isLost`: it has worked for so long that its process must be gone. */
export async function findToolUse(
  scope: Scope,
  use: Pick<ToolUseRow, "callId" | "toolCallId">,
): Promise<(Pick<ToolUseRow, "result" | "isError"> & { isLost: boolean }) | undefined> {
  const age = sql`clock_timestamp() - ${toolUses.startedAt}`;
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({
        result: toolUses.result,
        isError: toolUses.isError,
        isLost: sql<boolean>`${toolUses.result} is null and ${age} > interval '1 minute'`,
      })
      .from(toolUses)
      .where(isUse(scope, use)),
  );
  return row;
}

export async function finishToolUse(
  scope: Scope,
  use: Pick<ToolUseRow, "callId" | "toolCallId">,
  outcome: { result: string; isError: boolean; durationMs: number },
): Promise<void> {
  await scoped(scope, (tx) => tx.update(toolUses).set(outcome).where(isUse(scope, use)));
}

/** What an agent did during a call, in order. */
export async function listToolUses(scope: Scope, callId: string): Promise<ToolUseRow[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(toolUses)
      .where(and(eq(toolUses.tenantId, scope.tenantId), eq(toolUses.callId, callId)))
      .orderBy(asc(toolUses.startedAt), asc(toolUses.toolCallId)),
  );
}

const isUse = (scope: Scope, { callId, toolCallId }: { callId: string; toolCallId: string }) =>
  and(
    eq(toolUses.tenantId, scope.tenantId),
    eq(toolUses.callId, callId),
    eq(toolUses.toolCallId, toolCallId),
  );
