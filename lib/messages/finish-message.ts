import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { findMessage, setMessageDone } from "@/db/queries/messages";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import type { MessageView } from "./schema";

/**
 * Says that a message was dealt with, or takes that back. Saying so twice changes neither who did it nor when. Throws `not_found` for a
 * message of another tenant.
 */
export async function finishMessage(scope: Scope, messageId: string, done: boolean): Promise<MessageView> {
  return withTransaction(scope, async (inner) => {
    if (await setMessageDone(inner, messageId, done ? inner.actor : null)) {
      await writeAudit(inner, { action: done ? "message.done" : "message.reopen", subject: messageId });
      await notifyTenant(inner, { type: "messages" });
    }
    const message = await findMessage(inner, messageId);
    if (!message) throw new AppError("not_found", `message ${messageId}`);
    const nameOf = await readActorNames(inner);
    return { ...message, doneBy: message.doneBy && nameOf(message.doneBy) };
  });
}
