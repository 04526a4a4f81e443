import { withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { claimOverdueMessage } from "@/db/queries/notices";
import { listOverdueMessages } from "@/db/queries/unscoped-messages";
import { log } from "@/lib/log";
import { noticeMessage } from "./notice-message";

const AT_ONCE = 200;

/** Tells once of each message whose time is over that nobody has called back yet. Answers of how many. */
export async function tellOverdue(): Promise<number> {
  const due = await listOverdueMessages(AT_ONCE);
  let told = 0;
  for (const { tenantId, messageId } of due) {
    try {
      await withTransaction({ tenantId, actor: "system" }, async (inner) => {
        const message = await claimOverdueMessage(inner, messageId);
        if (!message) return;
        await noticeMessage(inner, message, "overdue");
        await notifyTenant(inner, { type: "messages" });
        told += 1;
      });
    } catch (error) {
      // One business's trouble keeps nobody else from being told; it is tried again in a minute.
      log.warn({ err: error, tenantId, messageId }, "overdue message not told");
    }
  }
  return told;
}
