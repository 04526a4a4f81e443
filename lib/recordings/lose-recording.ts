import { type Scope, withTransaction } from "@/db/client";
import { lockCall, updateCall } from "@/db/queries/calls";
import { awaitAudio } from "./await-audio";

/** Twilio has no sound of the call after all: what ElevenLabs has of it is wanted again. Nothing happens for a call that is gone. */
export async function loseRecording(scope: Scope, callId: string, recordingSid: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (call?.recordingSid !== recordingSid) return;
    await updateCall(inner, callId, { recordingSid: null });
    await awaitAudio(inner, { ...call, recordingSid: null }, new Date());
  });
}
