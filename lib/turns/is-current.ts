import type { Scope } from "@/db/client";
import { findCall } from "@/db/queries/calls";
import { findLastReply } from "@/db/queries/replies";
import type { Reply } from "@/db/schema/replies";

/** Whether anybody still waits for this reply: the call goes on, and nothing was said since. */
export async function isCurrent(
  scope: Scope,
  { callId, position }: Pick<Reply, "callId" | "position">,
): Promise<boolean> {
  const [call, last] = await Promise.all([findCall(scope, callId), findLastReply(scope, callId)]);
  return call !== undefined && call.endedAt === null && last?.position === position;
}
