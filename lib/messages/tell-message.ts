import type { Scope } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { noticeMessage } from "./notice-message";
import { messageView } from "./schema";
import { getMessage } from "./show-messages";
import type { Message } from "@/db/schema/messages";

/**
 * Tells of a new message: the business's own systems, whoever is to call back, the open screens. One that was recorded is told of when its
 * words are there, or when they will not come in time. In the transaction of the deed.
 */
export async function tellMessage(inner: Scope, message: Pick<Message, "id" | "advisorId">): Promise<void> {
  await emitEvent(inner, "message.taken", messageView.parse(await getMessage(inner, message.id)));
  await noticeMessage(inner, message, "taken");
  await notifyTenant(inner, { type: "messages" });
}
