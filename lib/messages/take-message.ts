import { type Scope, withTransaction } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { findMessageOfRecording, findSameMessage } from "@/db/queries/messages";
import type { Message } from "@/db/schema/messages";
import { definedOnly } from "@/lib/defined-only";
import { AppError } from "@/lib/errors";
import type { MessageKind, TranscriptState } from "@/lib/vocabulary";
import { markMessageTaken } from "@/lib/transfers/mark-message-taken";
import { keepMessage } from "./keep-message";

export interface TakenMessage {
  callId: string;
  /** Absent: whoever the call is with, where that is known. */
  contactId?: string | undefined;
  /** As the caller gave it. */
  name?: string | undefined;
  /** E.164; absent: the number of the call. */
  number?: string | undefined;
  /** Empty while what was recorded has not been written down. */
  text: string;
  isUrgent: boolean;
  /** Absent: now. */
  takenAt?: Date | undefined;
  kind?: MessageKind | undefined;
  /** Who is to call back; absent: the advisor whose telephone rang last for the call; null: nobody in particular. */
  advisorId?: string | null | undefined;
  /** Twilio's recording of it. */
  recordingSid?: string | undefined;
  recordingSeconds?: number | undefined;
  transcriptState?: TranscriptState | undefined;
}

/**
 * Keeps what a caller wants a person to know, says by when somebody should call back, and tells the business's own systems. The same
 * words of the same call are one message, however often a tool is used, and so is one recording. Throws `not_found` for a call of another
 * tenant.
 */
export async function takeMessage(scope: Scope, { callId, ...taken }: TakenMessage): Promise<Message> {
  return withTransaction(scope, async (inner) => {
    // Held: of two uses at once the second finds what the first one left.
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    const same =
      taken.recordingSid === undefined
        ? await findSameMessage(inner, callId, taken.text)
        : await findMessageOfRecording(inner, taken.recordingSid);
    if (same) return same;
    const made = await keepMessage(inner, call, { text: taken.text, ...definedOnly(taken) });
    if (!made) throw new Error(`the message of call ${callId} was not kept`);
    await markMessageTaken(inner, callId);
    return made;
  });
}
