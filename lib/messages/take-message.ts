import { type Scope, withTransaction } from "@/db/client";
import { listClosures } from "@/db/queries/agenda";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { findMessage, findSameMessage, insertMessage } from "@/db/queries/messages";
import { getTenant } from "@/db/queries/team";
import type { Message } from "@/db/schema/calls";
import { outsideNumber } from "@/lib/calls/outside-number";
import { AppError } from "@/lib/errors";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { dueOf } from "./due-of";
import { messageView } from "./schema";

export interface TakenMessage {
  callId: string;
  /** Absent: whoever the call is with, where that is known. */
  contactId?: string | undefined;
  /** As the caller gave it. */
  name?: string | undefined;
  /** E.164; absent: the number of the call. */
  number?: string | undefined;
  text: string;
  isUrgent: boolean;
}

/**
 * Keeps what a caller wants a person to know, says by when somebody should call back, and tells the business's own systems. The same
 * words of the same call are one message, however often a tool is used. Throws `not_found` for a call of another tenant.
 */
export async function takeMessage(scope: Scope, taken: TakenMessage): Promise<Message> {
  return withTransaction(scope, async (inner) => {
    // Held: of two uses at once the second finds what the first one left.
    const call = await lockCall(inner, taken.callId);
    if (!call) throw new AppError("not_found", `call ${taken.callId}`);
    const same = await findSameMessage(inner, taken.callId, taken.text);
    if (same) return same;
    const { openingHours, timeZone } = await getTenant(inner);
    const closures = (await listClosures(inner)).filter(({ staffId }) => staffId === null);
    const takenAt = new Date();
    const { isUrgent, text } = taken;
    const made = await insertMessage(inner, {
      callId: call.id,
      contactId: taken.contactId ?? call.contactId,
      name: taken.name ?? null,
      number: taken.number ?? outsideNumber(call),
      text,
      isUrgent,
      takenAt,
      dueAt: dueOf({ takenAt, isUrgent, openingHours, timeZone, closures }),
    });
    const shown = messageView.parse(await findMessage(inner, made.id));
    await emitEvent(inner, "message.taken", shown);
    await notifyTenant(inner, { type: "messages" });
    return made;
  });
}
